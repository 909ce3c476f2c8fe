/**
 * Everything that knows the engine: the lifecycle behind its port, decision tables, deadlines, technical failures, and
 * in {@code task} one delegate per service task and one listener per user task.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
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
            "privacy",
            "security"
        })
package io.fairwell.process;
