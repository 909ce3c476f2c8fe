package io.fairwell.process.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the application and a decision table expect of each other.
 *
 * @param inputs that the table may ask for, by variable
 * @param outputs that the application needs, by name
 */
record KnownTable(Map<String, KnownInput> inputs, Map<String, OutputKind> outputs) {

    static KnownTable of(List<KnownInput> inputs) {
        Map<String, KnownInput> byVariable = new LinkedHashMap<>();
        inputs.forEach(input -> byVariable.put(input.variable(), input));
        return new KnownTable(byVariable, new LinkedHashMap<>());
    }

    KnownTable giving(String output, OutputKind kind) {
        outputs.put(output, kind);
        return this;
    }
}
