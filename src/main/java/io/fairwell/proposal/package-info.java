/** Changes of rules by four eyes: handed in by one, checked at once, deployed when another has approved. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package io.fairwell.proposal;
