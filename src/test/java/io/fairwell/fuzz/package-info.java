/**
 * Requests that nobody foresaw: made from the interface's own document, from valid over nearly valid to hostile, and
 * judged by what that document promises.
 */
@org.jspecify.annotations.NullMarked
package io.fairwell.fuzz;
