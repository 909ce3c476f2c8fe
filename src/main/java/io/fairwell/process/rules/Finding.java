package io.fairwell.process.rules;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a file.
 *
 * @param resource name of the file
 * @param table id of the decision; empty where it is no decision, or cannot be read
 * @param rule id of the rule, or of the element where there is no table; null where it is about the whole
 * @param column label of the column, null where it is about no single one
 * @param arguments for the text: strings, or a {@link Meeting} of inputs
 * @param elements ids in the file that a modeler can highlight
 */
public record Finding(
        String resource,
        String table,
        @Nullable String rule,
        @Nullable String column,
        Fault fault,
        List<Object> arguments,
        List<String> elements) {

    public Finding {
        arguments = List.copyOf(arguments);
        elements = List.copyOf(elements);
    }

    static Finding ofFile(String resource, Fault fault, Object... arguments) {
        return new Finding(resource, "", null, null, fault, List.of(arguments), List.of());
    }

    /** @param element empty where it is about the whole file */
    static Finding ofElement(String resource, String element, Fault fault, Object... arguments) {
        return element.isEmpty()
                ? ofFile(resource, fault, arguments)
                : new Finding(resource, "", element, null, fault, List.of(arguments), List.of(element));
    }

    static Finding ofTable(String resource, String table, Fault fault, Object... arguments) {
        return new Finding(resource, table, null, null, fault, List.of(arguments), List.of(table));
    }

    static Finding ofRule(String resource, String table, String rule, Fault fault, Object... arguments) {
        return new Finding(resource, table, rule, null, fault, List.of(arguments), List.of(rule));
    }

    /** @param rule null for the heading of the column */
    static Finding ofColumn(
            String resource, String table, @Nullable String rule, String column, Fault fault, Object... arguments) {
        List<String> elements = Stream.ofNullable(rule).toList();
        return new Finding(resource, table, rule, column, fault, List.of(arguments), elements);
    }
}
