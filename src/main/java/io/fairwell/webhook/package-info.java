/** Tells other systems what happens in their cases: CloudEvents, signed as Standard Webhooks say. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"cancellation", "delivery", "security", "vault"})
package io.fairwell.webhook;
