/** Signing in at a real Keycloak. Only {@code -Pkeycloak} runs what is here. */
@org.jspecify.annotations.NullMarked
package io.fairwell.keycloak;
