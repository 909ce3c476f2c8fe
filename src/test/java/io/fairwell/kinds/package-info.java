/** Every kind of agreement, walked from the first call of an upstream system to the last letter, in both languages. */
@org.jspecify.annotations.NullMarked
package io.fairwell.kinds;
