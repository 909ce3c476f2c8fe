/**
 * What every test stands on: one real PostgreSQL for the whole test run, a clock that tests move, and annotations
 * ({@link io.fairwell.testing.FairwellTest}, {@link io.fairwell.testing.DatabaseTest}) whose contexts are shared.
 */
@org.jspecify.annotations.NullMarked
package io.fairwell.testing;
