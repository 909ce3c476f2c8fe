package io.fairwell.process.rules;

import java.util.Map;
import java.util.Set;

/**
 * What is to be checked.
 *
 * @param tables contents of the files with decision tables, by file name
 * @param complete whether it must hold every decision that the application asks for
 * @param termsInUse terms profiles that subscriptions have
 */
public record Bundle(Map<String, byte[]> tables, boolean complete, Set<String> termsInUse) {}
