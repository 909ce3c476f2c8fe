/** Who is calling, and what they may do. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"audit", "database"})
package io.fairwell.security;
