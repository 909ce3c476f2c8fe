/** Letters to customers: composed, queued with the change that causes them, delivered afterwards. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"cancellation", "delivery", "money", "subscription", "terms", "vault"})
package io.fairwell.notification;
