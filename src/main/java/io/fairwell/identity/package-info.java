/** One-time codes and card digits. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"cancellation", "money"})
package io.fairwell.identity;
