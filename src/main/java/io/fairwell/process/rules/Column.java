package io.fairwell.process.rules;

import java.util.BitSet;
import java.util.List;

/**
 * A column of a table, with its values in classes that no rule can tell apart.
 *
 * @param matches for each class the rules whose cell matches it
 */
record Column(String label, List<List<Value>> classes, List<BitSet> matches) {}
