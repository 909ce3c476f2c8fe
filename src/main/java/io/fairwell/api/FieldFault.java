package io.fairwell.api;

import java.util.List;

/**
 * One field that is wrong.
 *
 * @param pointer RFC 6901 pointer into the body, or into the object of query parameters
 * @param arguments fill the text
 */
record FieldFault(String pointer, Fault fault, List<String> arguments) {}
