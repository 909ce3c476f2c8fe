package io.fairwell.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.identity.CheckResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;

/** The values a process variable can have, from whoever writes it: a form, a decision table, or our code. */
final class Vocabulary {

    private static final Map<String, Set<String>> WRITTEN_BY_CODE = Map.of(
            "identityMethod", names(IdentityMethod.class),
            "codeCheck", names(CheckResult.class),
            "refundOutcome", Set.of("PAID", "UNKNOWN", "UNRESOLVED"),
            "settlement", Set.of("SETTLED", "RETURNED", "PENDING", "LATE"));

    private Vocabulary() {}

    static Set<String> of(String variable) {
        Set<String> words = new HashSet<>(WRITTEN_BY_CODE.getOrDefault(variable, Set.of()));
        Models.files(Models.FOLDER.resolve("forms"), ".form").forEach(form -> words.addAll(options(form, variable)));
        Models.files(Models.FOLDER.resolve("decisions"), ".dmn")
                .forEach(decision -> words.addAll(outputs(decision, variable)));
        return words;
    }

    static Set<String> names(Class<? extends Enum<?>> type) {
        return Stream.of(type.getEnumConstants()).map(Enum::name).collect(Collectors.toSet());
    }

    /** What a form lets people choose for a variable; empty where it does not ask for it. */
    static Set<String> options(Path form, String variable) {
        Set<String> options = new HashSet<>();
        for (JsonNode component : read(form).path("components")) {
            if (component.path("key").asText().equals(variable)) {
                component
                        .path("values")
                        .forEach(option -> options.add(option.path("value").asText()));
            }
        }
        return options;
    }

    private static Set<String> outputs(Path decision, String variable) {
        Set<String> values = new HashSet<>();
        for (DecisionTable table :
                Dmn.readModelFromFile(decision.toFile()).getModelElementsByType(DecisionTable.class)) {
            var names = table.getOutputs().stream().map(Output::getName).toList();
            int column = names.indexOf(variable);
            if (column >= 0) {
                table.getRules().stream()
                        .map(rule -> rule.getOutputEntries().toArray(OutputEntry[]::new)[column])
                        .map(entry -> entry.getText().getTextContent().replace("\"", ""))
                        .forEach(values::add);
            }
        }
        return values;
    }

    static JsonNode read(Path form) {
        try {
            return new ObjectMapper().readTree(form.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
