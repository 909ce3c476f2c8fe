/** What customers have: the port to the system that knows it, and the built-in store. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"cancellation", "money", "vault"})
package io.fairwell.subscription;
