/**
 * How messages leave the house, whatever they are: rows are taken under a lease, handed over at least once, tried again
 * after ever longer pauses, parked when that is of no use, and can be looked at and sent again.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package io.fairwell.delivery;
