/** The front door: what Fairwell is, and where everything else is found. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package io.fairwell.home;
