package io.fairwell.process.rules;

import java.util.List;

/** A combination of inputs; those that may have any value are left out. */
record Meeting(List<Part> parts) {

    /** An input and the values it may have. */
    record Part(String label, List<Value> values) {}

    boolean needs(Value.Kind kind) {
        return parts.stream().anyMatch(part -> part.values().stream().allMatch(value -> value.kind() == kind));
    }
}
