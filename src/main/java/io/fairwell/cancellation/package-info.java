/**
 * The core: the cancellation case with its guarded transitions, the use cases around it and the ports it needs. Knows
 * neither the engine nor the web.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"money", "vault"})
package io.fairwell.cancellation;
