/**
 * What the law gives customers over their data: restricted when a case has ended, erased when nothing demands that it is
 * kept, handed out when they ask. Knows where personal data stands in all tables of ours, and nothing of the engine or
 * the web.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"cancellation", "subscription", "terms", "vault"})
package io.fairwell.privacy;
