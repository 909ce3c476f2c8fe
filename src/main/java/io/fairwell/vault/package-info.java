/**
 * Keeps what is personal unreadable in the database: a data key for each case and each customer, wrapped by a master key
 * from the configuration. Whose key is destroyed is erased.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = "database")
package io.fairwell.vault;
