/**
 * The REST interface for upstream systems: what is read from requests and checked, what is answered, how problems are
 * told, and how a repeated request is recognised.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "audit",
            "cancellation",
            "database",
            "money",
            "subscription",
            "terms",
            "identity",
            "dispute",
            "refund",
            "notification",
            "proposal",
            "delivery",
            "webhook",
            "privacy",
            "vault",
            "security"
        })
package io.fairwell.api;
