/** Effective dates, quotes and refund statements: pure functions over what the decision tables say. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"cancellation", "money", "subscription"})
package io.fairwell.terms;
