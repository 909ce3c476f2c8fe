package io.fairwell.process.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.feel.syntaxtree.Exp;
import org.jspecify.annotations.Nullable;

/** Finds outputs that the application cannot understand, or does not get. */
final class OutputCheck {

    private final String resource;
    private final String table;
    private final Feel feel;
    private final @Nullable KnownTable known;
    private final List<Finding> findings = new ArrayList<>();

    OutputCheck(String resource, String table, Feel feel, @Nullable KnownTable known) {
        this.resource = resource;
        this.table = table;
        this.feel = feel;
        this.known = known;
    }

    List<Finding> findings(DecisionTable decisionTable) {
        Set<String> missing =
                new LinkedHashSet<>(known == null ? Set.of() : known.outputs().keySet());
        List<Output> outputs = List.copyOf(decisionTable.getOutputs());
        for (int i = 0; i < outputs.size(); i++) {
            Output output = outputs.get(i);
            missing.remove(Texts.or(output.getName(), ""));
            for (Rule rule : decisionTable.getRules()) {
                check(output, List.copyOf(rule.getOutputEntries()).get(i), Texts.id(rule));
            }
        }
        missing.forEach(name -> findings.add(Finding.ofTable(resource, table, Fault.OUTPUT_MISSING, name)));
        return findings;
    }

    private void check(Output output, OutputEntry entry, String rule) {
        String label = Texts.or(output.getLabel(), Texts.or(output.getName(), "?"));
        String text = Texts.of(entry.getText());
        OutputKind kind = known == null
                ? new OutputKind.Other()
                : known.outputs().getOrDefault(Texts.or(output.getName(), ""), new OutputKind.Other());
        if (text.isEmpty()) {
            add(rule, label, Fault.CELL_MISSING);
        } else if (!Feel.isFeel(Texts.language(entry, entry.getExpressionLanguage()))) {
            add(rule, label, Fault.NOT_FEEL, text);
        } else {
            Optional<Exp> parsed = feel.expression(text);
            if (parsed.isEmpty()) {
                add(rule, label, Fault.NOT_PARSABLE, text);
            } else if (Feel.callsJava(parsed.get())) {
                add(rule, label, Fault.CALLS_JAVA, text);
            } else if (!(kind instanceof OutputKind.Other)) {
                check(parsed.get(), text, output.getTypeRef(), kind, rule, label);
            }
        }
    }

    private void check(Exp parsed, String text, @Nullable String type, OutputKind kind, String rule, String label) {
        if (!CellContent.of(parsed, text, "").isCheckable()) {
            add(rule, label, Fault.NOT_CONSTANT, text);
            return;
        }
        Fault fault;
        try {
            fault = kind.check(feel.output(text, type).getValue());
        } catch (RuntimeException e) {
            fault = Fault.WRONG_TYPE;
        }
        if (fault != null) {
            List<Object> arguments = new ArrayList<>(List.of(text));
            arguments.addAll(kind.arguments());
            add(rule, label, fault, arguments.toArray());
        }
    }

    private void add(String rule, String label, Fault fault, Object... arguments) {
        findings.add(Finding.ofColumn(resource, table, rule, label, fault, arguments));
    }
}
