package io.fairwell.api;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with a request, so that the caller is told everything at once. */
final class Faults {

    /** A request with more faults than this is not worth a longer answer. */
    private static final int MOST = 100;

    private final List<FieldFault> faults = new ArrayList<>();

    void add(String pointer, Fault fault, String... arguments) {
        if (faults.size() < MOST) {
            faults.add(new FieldFault(pointer, fault, List.of(arguments)));
        }
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    boolean hasAt(String pointer) {
        return faults.stream().anyMatch(fault -> fault.pointer().equals(pointer));
    }

    List<FieldFault> list() {
        return List.copyOf(faults);
    }

    /** @throws ApiProblem malformed (400) where a type is wrong, else invalid (422) */
    void throwIfAny() {
        if (faults.isEmpty()) {
            return;
        }
        boolean malformed = faults.stream().anyMatch(fault -> fault.fault() == Fault.WRONG_TYPE);
        throw new ApiProblem(malformed ? ProblemType.MALFORMED_REQUEST : ProblemType.INVALID_REQUEST, list());
    }
}
