/** Paying back, exactly once: intents, the payment port and its built-in sandbox. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"cancellation", "money"})
package io.fairwell.refund;
