package io.fairwell.process.rules;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which combinations of inputs which rules match. Every column is split into classes of values that no rule can tell
 * apart, so walking the combinations of classes is walking all inputs.
 */
final class Coverage {

    private static final int MOST_STEPS = 2_000_000;

    private final List<List<BitSet>> columns;
    private final int rules;

    /** @param columns for each column the rules each of its classes matches */
    Coverage(List<List<BitSet>> columns, int rules) {
        this.columns = columns;
        this.rules = rules;
    }

    /** For each column the classes that the box spans. */
    record Box(List<BitSet> classes) {}

    /** There are more combinations than can be walked. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** @return where both rules match */
    Optional<Box> overlap(int one, int other) {
        List<BitSet> common = columns.stream()
                .map(classes -> which(classes, rules -> rules.get(one) && rules.get(other)))
                .toList();
        return common.stream().anyMatch(BitSet::isEmpty) ? Optional.empty() : Optional.of(new Box(common));
    }

    /** @return whether there is a combination that this rule matches and none before it does */
    boolean isEverFirst(int rule) {
        List<List<BitSet>> where = columns.stream()
                .map(classes -> classes.stream()
                        .filter(matching -> matching.get(rule))
                        .map(matching -> matching.get(0, rule))
                        .toList())
                .toList();
        return where.stream().noneMatch(List::isEmpty)
                && !new Coverage(where, rule).gaps(1).isEmpty();
    }

    /** @return disjoint or touching boxes that no rule matches, as large as they can be, at most so many */
    List<Box> gaps(int most) {
        List<Box> found = new ArrayList<>();
        List<List<BitSet>> filled = columns.stream().map(Coverage::copy).toList();
        while (found.size() < most) {
            Optional<Box> gap = new Search(filled, rules + found.size()).find();
            if (gap.isEmpty()) {
                break;
            }
            Box box = enlarged(gap.get());
            fill(filled, box, rules + found.size());
            found.add(box);
        }
        return found;
    }

    /** A gap that is known counts as covered by a rule of its own from then on. */
    private static void fill(List<List<BitSet>> columns, Box box, int rule) {
        for (int column = 0; column < columns.size(); column++) {
            List<BitSet> classes = columns.get(column);
            box.classes().get(column).stream()
                    .forEach(index -> classes.get(index).set(rule));
        }
    }

    /** No rule matches anywhere in a box when each rule misses it in at least one column. */
    private Box enlarged(Box gap) {
        List<BitSet> box = new ArrayList<>(gap.classes());
        List<BitSet> reach = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            reach.add(reach(column, box.get(column)));
        }
        for (int column = 0; column < columns.size(); column++) {
            for (int index = 0; index < columns.get(column).size(); index++) {
                BitSet wider = (BitSet) reach.get(column).clone();
                wider.or(columns.get(column).get(index));
                BitSet before = reach.set(column, wider);
                if (isMissedByAll(reach)) {
                    box.get(column).set(index);
                } else {
                    reach.set(column, before);
                }
            }
        }
        return new Box(box);
    }

    private BitSet reach(int column, BitSet classes) {
        BitSet reached = new BitSet();
        classes.stream().forEach(index -> reached.or(columns.get(column).get(index)));
        return reached;
    }

    private boolean isMissedByAll(List<BitSet> reach) {
        BitSet left = all(rules);
        reach.forEach(left::and);
        return left.isEmpty();
    }

    private static List<BitSet> copy(List<BitSet> classes) {
        return classes.stream().map(rules -> (BitSet) rules.clone()).toList();
    }

    private static BitSet all(int size) {
        BitSet all = new BitSet(size);
        all.set(0, size);
        return all;
    }

    private static BitSet which(List<BitSet> classes, java.util.function.Predicate<BitSet> condition) {
        BitSet chosen = new BitSet();
        IntStream.range(0, classes.size())
                .filter(index -> condition.test(classes.get(index)))
                .forEach(chosen::set);
        return chosen;
    }

    /** Column by column, with the rules that still match; the same rules at the same column are looked at once. */
    private static final class Search {

        private final List<List<BitSet>> columns;
        private final int rules;
        private final int[] freeFrom;
        private final Set<List<Object>> covered = new HashSet<>();
        private int steps;

        Search(List<List<BitSet>> columns, int rules) {
            this.columns = columns;
            this.rules = rules;
            this.freeFrom = IntStream.range(0, rules).map(this::freeFrom).toArray();
        }

        /** @return from which column on the rule matches everything */
        private int freeFrom(int rule) {
            int column = columns.size();
            while (column > 0 && columns.get(column - 1).stream().allMatch(matching -> matching.get(rule))) {
                column--;
            }
            return column;
        }

        Optional<Box> find() {
            List<BitSet> path = new ArrayList<>();
            return find(all(rules), path) ? Optional.of(new Box(path)) : Optional.empty();
        }

        private boolean find(BitSet matching, List<BitSet> path) {
            int column = path.size();
            if (matching.isEmpty()) {
                columns.subList(column, columns.size()).forEach(rest -> path.add(all(rest.size())));
                return true;
            }
            if (matching.stream().anyMatch(rule -> freeFrom[rule] <= column)
                    || !covered.add(List.of(column, matching))) {
                return false;
            }
            if (++steps > MOST_STEPS) {
                throw new TooLarge();
            }
            List<BitSet> classes = columns.get(column);
            for (int index = 0; index < classes.size(); index++) {
                BitSet still = (BitSet) matching.clone();
                still.and(classes.get(index));
                BitSet chosen = new BitSet();
                chosen.set(index);
                path.add(chosen);
                if (find(still, path)) {
                    return true;
                }
                path.remove(path.size() - 1);
            }
            return false;
        }
    }
}
