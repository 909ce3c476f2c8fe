package io.fairwell.harness;

import io.fairwell.testing.gateway.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What goes wrong with one refund after the other at a gateway that has its bad days. A refund may meet several faults:
 * first such that leave nothing done, so that the product asks again; then one where it is done and the answer is lost,
 * which the product finds out and never asks again; and what was done may be told twice.
 */
final class BadDays {

    /** Nothing is done, at first or at all. */
    static final List<Fault> NOTHING_DONE = List.of(Fault.TOO_MANY_REQUESTS, Fault.GARBAGE_INSTEAD, Fault.SLOW);

    /** Of these a refund meets one at most, so they are scarce. */
    static final List<Fault> DONE =
            List.of(Fault.APPLIED_THEN_RESET, Fault.APPLIED_THEN_SLOW, Fault.APPLIED_THEN_ERROR);

    /** In the place of one of these now and then: the same to a caller as if nothing had been done. */
    static final Fault DONE_NOW_AND_THEN = Fault.GARBAGE;

    /** Belongs to whichever call the payment is booked for. */
    static final Fault TOLD_TWICE = Fault.CALLBACK_TWICE;

    private static final int PERIOD = 10;
    private static final int REFUSED_FIRST = 3;
    private static final int LATE_FIRST = 5;
    private static final int NONSENSE_FIRST = 8;
    private static final int NOW_AND_THEN = 16;

    private BadDays() {}

    static List<Fault> all() {
        return Stream.concat(asOftenAsAsked().stream(), Stream.of(DONE_NOW_AND_THEN))
                .toList();
    }

    /** A run that has had fewer of one of these than it was to have has failed. */
    static List<Fault> asOftenAsAsked() {
        return Stream.concat(Stream.concat(NOTHING_DONE.stream(), DONE.stream()), Stream.of(TOLD_TWICE))
                .toList();
    }

    /**
     * For so many refunds: each kind that is {@link #DONE} for nearly a third, refusal, nonsense and lateness for three
     * or four in ten each, and every other one is told twice.
     */
    static List<List<Fault>> of(int refunds) {
        List<List<Fault>> days = new ArrayList<>();
        for (int i = 0; i < refunds; i++) {
            int turn = i % PERIOD;
            List<Fault> faults = new ArrayList<>();
            if (turn < REFUSED_FIRST) {
                faults.add(Fault.TOO_MANY_REQUESTS);
            }
            if (turn == 0 || turn >= LATE_FIRST && turn < NONSENSE_FIRST) {
                faults.add(Fault.GARBAGE_INSTEAD);
            }
            if (turn == 0 || turn >= REFUSED_FIRST && turn < LATE_FIRST) {
                faults.add(Fault.SLOW);
            }
            int round = i / PERIOD;
            faults.add(round % NOW_AND_THEN == NOW_AND_THEN - 1 ? DONE_NOW_AND_THEN : DONE.get(round % DONE.size()));
            if (turn >= LATE_FIRST) {
                faults.add(TOLD_TWICE);
            }
            days.add(List.copyOf(faults));
        }
        return days;
    }

    /** Few refunds that meet all of these, if nobody interferes. @param times how often each is needed */
    static List<List<Fault>> with(Map<Fault, Integer> times) {
        List<List<Fault>> columns = new ArrayList<>();
        NOTHING_DONE.forEach(fault -> columns.add(copies(fault, times)));
        columns.add(
                DONE.stream().flatMap(fault -> copies(fault, times).stream()).toList());
        columns.add(copies(TOLD_TWICE, times));
        List<List<Fault>> days = new ArrayList<>();
        int refunds = columns.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < refunds; i++) {
            int row = i;
            days.add(columns.stream()
                    .filter(column -> row < column.size())
                    .map(column -> column.get(row))
                    .toList());
        }
        return days;
    }

    private static List<Fault> copies(Fault fault, Map<Fault, Integer> times) {
        return Collections.nCopies(times.getOrDefault(fault, 0), fault);
    }
}
