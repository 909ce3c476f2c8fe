/**
 * Pages for people, rendered on the server: the case as support sees it, the search over cases, and the page on which a
 * customer follows and steers their own cancellation.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "audit",
            "cancellation",
            "money",
            "subscription",
            "terms",
            "identity",
            "dispute",
            "refund",
            "notification",
            "privacy",
            "security"
        })
package io.fairwell.desk;
