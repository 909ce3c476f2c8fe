/**
 * Payment gateways for tests, on a port of their own: {@link io.fairwell.testing.gateway.StubGateway} speaks the
 * contract of docs/payment-gateway.md, keeps books that outlive it, and misbehaves when told to.
 */
@org.jspecify.annotations.NullMarked
package io.fairwell.testing.gateway;
