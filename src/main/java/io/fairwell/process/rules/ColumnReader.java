package io.fairwell.process.rules;

import io.fairwell.process.rules.Feel.Reading;
import io.fairwell.process.rules.TableChecks.Profiles;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;

/** Finds out which values the cells of an input column tell apart, and what is wrong with the cells. */
final class ColumnReader {

    private final String resource;
    private final String table;
    private final Feel feel;
    private final Profiles profiles;
    private final String label;
    private final Reading reading;
    private final @Nullable KnownInput known;
    private final List<Finding> findings = new ArrayList<>();

    /** @param known what the application says about the variable; null for a table that is none of its own */
    ColumnReader(
            String resource,
            String table,
            Feel feel,
            Profiles profiles,
            String label,
            Reading reading,
            @Nullable KnownInput known) {
        this.resource = resource;
        this.table = table;
        this.feel = feel;
        this.profiles = profiles;
        this.label = label;
        this.reading = reading;
        this.known = known;
    }

    List<Finding> findings() {
        return findings;
    }

    /** A cell, with what it is made of: null where it is empty. */
    private record Cell(String rule, String text, @Nullable CellContent content) {}

    /**
     * @param sole whether it is the only input of a table in which only one rule may match
     * @return empty where the column cannot be read; a finding says why
     */
    Optional<Column> read(Input input, int index, List<Rule> rules, boolean sole) {
        List<Cell> cells = rules.stream()
                .map(rule -> cell(List.copyOf(rule.getInputEntries()).get(index), Texts.id(rule)))
                .toList();
        CellContent listed = listed(input);
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        List<CellContent> contents = new ArrayList<>(
                cells.stream().map(Cell::content).filter(Objects::nonNull).toList());
        contents.add(listed);
        KnownInput supplied = known != null ? known : KnownInput.guessed(reading, CellContent.union(contents));
        cells.forEach(cell -> check(cell, supplied, listed));
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        boolean dictionary = sole
                && cells.stream()
                        .allMatch(
                                cell -> cell.content() != null && cell.content().isListOfTexts());
        List<Value> values =
                new ArrayList<>(Domain.values(supplied, CellContent.union(contents), dictionary, profiles));
        if (supplied.optional()) {
            values.add(Value.nothing());
        }
        String only = Texts.of(input.getInputValues());
        return classes(values, known == null || known.kind() == InputKind.TEXT ? only : "", cells);
    }

    private Cell cell(InputEntry entry, String rule) {
        String text = Texts.of(entry.getText());
        if (text.isEmpty() || text.equals("-")) {
            return new Cell(rule, "", null);
        }
        if (!Feel.isFeel(Texts.language(entry, entry.getExpressionLanguage()))) {
            add(rule, Fault.NOT_FEEL, text);
            return new Cell(rule, text, null);
        }
        return new Cell(rule, text, content(rule, text));
    }

    private @Nullable CellContent content(@Nullable String rule, String text) {
        Optional<CellContent> content = feel.test(text).map(parsed -> CellContent.of(parsed, text, reading.name()));
        if (content.isEmpty()) {
            add(rule, Fault.NOT_PARSABLE, text);
        } else if (!content.get().isCheckable()) {
            add(rule, Fault.NOT_CHECKABLE, text);
        }
        return content.orElse(null);
    }

    /** The values that the heading of the column lists; nothing where it lists none. */
    private CellContent listed(Input input) {
        String text = Texts.of(input.getInputValues());
        CellContent content = text.isEmpty() ? null : content(null, text);
        return content == null ? CellContent.union(List.of()) : content;
    }

    private void check(Cell cell, KnownInput supplied, CellContent listed) {
        CellContent content = cell.content();
        if (content == null) {
            return;
        }
        List<String> words = !supplied.words().isEmpty()
                ? supplied.words()
                : listed.isListOfTexts() ? List.copyOf(listed.texts) : List.of();
        if (!supplied.kind().fits(content, reading.isConverted())) {
            add(cell.rule(), Fault.WRONG_TYPE, cell.text());
        } else if (content.isOrdering() && (supplied.kind() == InputKind.TEXT || supplied.kind() == InputKind.WORD)) {
            add(cell.rule(), Fault.NOT_CHECKABLE, cell.text());
        } else if (!words.isEmpty() && !words.containsAll(content.texts)) {
            add(cell.rule(), Fault.UNKNOWN_INPUT_WORD, cell.text(), String.join(", ", words));
        }
    }

    /** @param only test that values must pass to be possible at all; empty for none */
    private Optional<Column> classes(List<Value> values, String only, List<Cell> cells) {
        boolean ofWords = known != null && known.kind() == InputKind.WORD;
        Map<BitSet, List<Value>> classes = new LinkedHashMap<>();
        for (Value value : values) {
            try {
                VariableContext context = feel.context(reading, value.given());
                boolean isPossible = value.kind() == Value.Kind.IN_USE
                        || value.kind() == Value.Kind.NOTHING
                        || feel.matches(only, reading, context);
                if (isPossible) {
                    classes.computeIfAbsent(matching(cells, context), rules -> new ArrayList<>())
                            .add(value);
                }
            } catch (RuntimeException e) {
                add(null, Fault.WRONG_TYPE, String.valueOf(value.given()));
                return Optional.empty();
            }
        }
        return Optional.of(new Column(label, ofWords, List.copyOf(classes.values()), List.copyOf(classes.keySet())));
    }

    private BitSet matching(List<Cell> cells, VariableContext context) {
        BitSet rules = new BitSet();
        Map<String, Boolean> asked = new HashMap<>();
        for (int rule = 0; rule < cells.size(); rule++) {
            rules.set(
                    rule, asked.computeIfAbsent(cells.get(rule).text(), text -> feel.matches(text, reading, context)));
        }
        return rules;
    }

    private void add(@Nullable String rule, Fault fault, Object... arguments) {
        findings.add(Finding.ofColumn(resource, table, rule, label, fault, arguments));
    }
}
