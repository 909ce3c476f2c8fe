package io.fairwell.api;

import java.util.List;

/** A request that is refused, and why. */
class ApiProblem extends RuntimeException {

    private final ProblemType type;
    private final List<FieldFault> faults;

    ApiProblem(ProblemType type) {
        this(type, List.of());
    }

    ApiProblem(ProblemType type, List<FieldFault> faults) {
        super(type.slug());
        this.type = type;
        this.faults = faults;
    }

    static ApiProblem invalid(String pointer, Fault fault, String... arguments) {
        Faults faults = new Faults();
        faults.add(pointer, fault, arguments);
        return new ApiProblem(ProblemType.INVALID_REQUEST, faults.list());
    }

    ProblemType type() {
        return type;
    }

    List<FieldFault> faults() {
        return faults;
    }
}
