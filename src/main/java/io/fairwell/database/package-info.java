/**
 * Where the data lies: a configured PostgreSQL, or, where none is configured, an embedded one for the demo. Decides
 * before the first bean exists, so that everything else uses the ordinary data source.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package io.fairwell.database;
