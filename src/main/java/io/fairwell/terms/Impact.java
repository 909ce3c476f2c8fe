package io.fairwell.terms;

import java.util.Map;

/** One thing that changes for the customer; {@code facts} fill the words it is told in. */
public record Impact(ImpactKind kind, Map<String, String> facts) {}
