/** How jobs are executed on any number of nodes: acquired, run, handed back, and within which limits. */
@org.jspecify.annotations.NullMarked
package io.fairwell.process.jobs;
