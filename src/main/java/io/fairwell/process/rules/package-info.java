/**
 * What a decision table must be before a case may rely on it: complete, free of contradictions, with outputs the
 * application understands. Checked with the engine's own FEEL, for every combination of inputs.
 */
@org.jspecify.annotations.NullMarked
package io.fairwell.process.rules;
