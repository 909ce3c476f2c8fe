/** Fairwell: cancellations as a process. Each sub-package is a module; their package-info files say who may use whom. */
@org.jspecify.annotations.NullMarked
package io.fairwell;
