/**
 * What keeps the engine from running other people's code: expressions, scripts, classes and objects that it would
 * otherwise accept, wherever they come from. Behind the gate that looks at deployments, and independent of it.
 */
@org.jspecify.annotations.NullMarked
package io.fairwell.process.guard;
