/** What users of the packaged application do, from outside: only HTTP, the command line and signals. */
@org.jspecify.annotations.NullMarked
package io.fairwell.acceptance;
