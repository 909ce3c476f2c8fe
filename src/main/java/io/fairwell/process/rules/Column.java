package io.fairwell.process.rules;

import java.util.BitSet;
import java.util.List;

/**
 * A column of a table, with its values in classes that no rule can tell apart.
 *
 * @param matches for each class the rules whose cell matches it
 * @param ofWords whether its values are the words that the application knows
 */
record Column(String label, boolean ofWords, List<List<Value>> classes, List<BitSet> matches) {}
