/** What the models call: delegates translate between variables and one use case, listeners carry people's decisions. */
@org.jspecify.annotations.NullMarked
package io.fairwell.process.task;
