/** How amounts travel: Joda-Money values as {@code {"amount":"22.00","currency":"CNY"}}. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package io.fairwell.money;
