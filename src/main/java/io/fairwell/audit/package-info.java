/**
 * The audit trail: who did what, to which case, when and from where. Only ever added to, chained so that a change is
 * found, and without personal data: ids only, and the address of whoever called.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"cancellation", "privacy"})
package io.fairwell.audit;
