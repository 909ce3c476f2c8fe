/** Who is calling, and what they may do. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = "database")
package io.fairwell.security;
