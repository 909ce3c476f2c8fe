/** What is shipped beside our own code: its versions, its list, its known weaknesses. */
@NullMarked
package io.fairwell.supply;

import org.jspecify.annotations.NullMarked;
