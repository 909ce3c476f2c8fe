/**
 * Disputes: the customer objects to a refund decision or a charge, people answer. Outcome, amounts and who decided are
 * kept here; knows neither the engine nor the web.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"cancellation", "money", "subscription", "terms", "vault"})
package io.fairwell.dispute;
