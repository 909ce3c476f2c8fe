/**
 * The reliability harness: several nodes, a database, a payment gateway and a mail server of its own, clients that
 * record what they were told, somebody who breaks all of it, and a checker that compares afterwards. Everything left to
 * chance comes from one seed. docs/reliability.md says what it shows and how it is run.
 */
@NullMarked
package io.fairwell.harness;

import org.jspecify.annotations.NullMarked;
