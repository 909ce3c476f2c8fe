package io.fairwell.process.rules;

import io.fairwell.process.rules.TableChecks.Profiles;
import io.fairwell.process.rules.Value.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values that stand for all an input can have, made of the constants that cells compare it with: the constants, and
 * one value below, between and above them.
 */
final class Domain {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private Domain() {}

    /**
     * @param constants of all cells of the column
     * @param dictionary whether there are no other texts than those in the cells
     */
    static List<Value> values(KnownInput input, CellContent constants, boolean dictionary, Profiles profiles) {
        return switch (input.kind()) {
            case TEXT ->
                input.variable().equals(KnownTables.TERMS)
                        ? profiles(constants, dictionary, profiles)
                        : texts(new TreeSet<>(constants.texts), !dictionary);
            case WORD -> texts(new TreeSet<>(input.words()), false);
            case FLAG -> List.of(Value.exact(true, "true"), Value.exact(false, "false"));
            case WHOLE ->
                ordered(
                        bounded(constants, input.least()),
                        input.least() == null,
                        BigDecimal::toPlainString,
                        Domain::whole,
                        number -> number.add(BigDecimal.ONE),
                        number -> number.subtract(BigDecimal.ONE),
                        (low, high) -> low.add(BigDecimal.ONE));
            case NUMBER ->
                ordered(
                        bounded(constants, input.least()),
                        input.least() == null,
                        BigDecimal::toPlainString,
                        BigDecimal::doubleValue,
                        number -> number.add(BigDecimal.ONE),
                        number -> number.subtract(BigDecimal.ONE),
                        (low, high) -> low.add(high).divide(TWO));
            case DATE -> days(new TreeSet<>(constants.dates), day -> day);
            case DATE_TEXT -> {
                SortedSet<LocalDate> days = new TreeSet<>(constants.dates);
                constants.texts.forEach(text -> days.add(LocalDate.parse(text)));
                yield days(days, LocalDate::toString);
            }
        };
    }

    private static Object whole(BigDecimal number) {
        return number.intValueExact();
    }

    /** Which profiles there are is what the table of the terms says, and what is in use. */
    private static List<Value> profiles(CellContent constants, boolean dictionary, Profiles profiles) {
        SortedSet<String> known = new TreeSet<>(constants.texts);
        if (!dictionary) {
            known.addAll(profiles.known());
        }
        List<Value> values =
                new ArrayList<>(texts(known, !dictionary && profiles.known().isEmpty()));
        profiles.inUse().stream()
                .filter(profile -> !known.contains(profile))
                .sorted()
                .forEach(profile -> values.add(new Value(profile, Kind.IN_USE, List.of("\"" + profile + "\""))));
        return values;
    }

    private static List<Value> texts(SortedSet<String> constants, boolean open) {
        List<Value> values = new ArrayList<>();
        constants.forEach(text -> values.add(Value.exact(text, "\"" + text + "\"")));
        if (open) {
            String other = "other";
            while (constants.contains(other)) {
                other += "-";
            }
            values.add(new Value(other, constants.isEmpty() ? Kind.ANY : Kind.OTHER, List.of()));
        }
        return values;
    }

    private static SortedSet<BigDecimal> bounded(CellContent constants, @Nullable BigDecimal least) {
        SortedSet<BigDecimal> bounded = new TreeSet<>(constants.numbers);
        if (least != null) {
            bounded.add(least);
            return bounded.tailSet(least);
        }
        if (bounded.isEmpty()) {
            bounded.add(BigDecimal.ZERO);
        }
        return bounded;
    }

    private static List<Value> days(SortedSet<LocalDate> constants, Function<LocalDate, Object> given) {
        if (constants.isEmpty()) {
            constants.add(LocalDate.EPOCH);
        }
        return ordered(
                constants,
                true,
                LocalDate::toString,
                given,
                day -> day.plusDays(1),
                day -> day.minusDays(1),
                (low, high) -> low.plusDays(1));
    }

    /**
     * @param unbounded whether there are values below the first
     * @param given how the application supplies a value
     * @param between a value above the low one; where it is not below the high one, there is none between them
     */
    private static <T extends Comparable<? super T>> List<Value> ordered(
            SortedSet<T> constants,
            boolean unbounded,
            Function<T, String> text,
            Function<T, Object> given,
            Function<T, T> above,
            Function<T, T> below,
            BinaryOperator<T> between) {
        List<Value> values = new ArrayList<>();
        T first = constants.first();
        if (unbounded) {
            values.add(new Value(given.apply(below.apply(first)), Kind.BELOW, List.of(text.apply(first))));
        }
        T before = first;
        for (T constant : constants) {
            T middle = between.apply(before, constant);
            if (before.compareTo(middle) < 0 && middle.compareTo(constant) < 0) {
                values.add(new Value(
                        given.apply(middle), Kind.BETWEEN, List.of(text.apply(before), text.apply(constant))));
            }
            values.add(Value.exact(given.apply(constant), text.apply(constant)));
            before = constant;
        }
        values.add(new Value(given.apply(above.apply(before)), Kind.ABOVE, List.of(text.apply(before))));
        return values;
    }
}
