package io.fairwell.process.rules;

import io.fairwell.process.rules.Coverage.Box;
import io.fairwell.process.rules.InputReader.Heading;
import io.fairwell.process.rules.TableChecks.Profiles;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.feel.syntaxtree.Exp;
import org.jspecify.annotations.Nullable;

/** Finds everything that is wrong with one decision. */
final class TableCheck {

    private static final int MOST_GAPS = 5;

    private final String resource;
    private final Decision decision;
    private final Feel feel;
    private final Profiles profiles;
    private final @Nullable KnownTable known;
    private final List<Finding> findings = new ArrayList<>();

    TableCheck(String resource, Decision decision, Feel feel, Profiles profiles) {
        this.resource = resource;
        this.decision = decision;
        this.feel = feel;
        this.profiles = profiles;
        this.known = KnownTables.byDecision().get(decision.getId());
    }

    List<Finding> findings() {
        if (decision.getExpression() instanceof DecisionTable table) {
            check(table);
        } else if (known != null || !(decision.getExpression() instanceof LiteralExpression)) {
            add(Fault.NO_TABLE);
        } else {
            checkLanguage((LiteralExpression) decision.getExpression());
        }
        return findings;
    }

    private void checkLanguage(LiteralExpression expression) {
        String text = Texts.of(expression.getText());
        if (!Feel.isFeel(Texts.language(expression, expression.getExpressionLanguage()))) {
            add(Fault.NOT_FEEL, text);
            return;
        }
        Optional<Exp> parsed = feel.expression(text);
        if (parsed.isEmpty()) {
            add(Fault.NOT_PARSABLE, text);
        } else if (Feel.callsJava(parsed.get())) {
            add(Fault.CALLS_JAVA, text);
        }
    }

    private void check(DecisionTable table) {
        List<Rule> rules = List.copyOf(table.getRules());
        boolean ordered = table.getHitPolicy() == HitPolicy.FIRST;
        if (!ordered && table.getHitPolicy() != HitPolicy.UNIQUE || table.getAggregation() != null) {
            add(Fault.HIT_POLICY, table.getHitPolicy());
            return;
        }
        if (rules.isEmpty()) {
            add(Fault.NO_RULES);
            return;
        }
        checkNames(rules);
        findings.addAll(new OutputCheck(resource, decision.getId(), feel, known).findings(table));
        boolean catchAll = isCatchAll(rules.get(rules.size() - 1));
        if (ordered && !catchAll) {
            addRule(rules.get(rules.size() - 1), Fault.NO_CATCH_ALL);
        }
        readColumns(table, rules).ifPresent(columns -> checkCoverage(columns, rules, ordered, catchAll));
    }

    private void checkNames(List<Rule> rules) {
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.getId() == null || rule.getId().isBlank()) {
                add(Fault.NO_ID, Integer.toString(i + 1));
            } else if (rule.getDescription() == null
                    || rule.getDescription().getTextContent().isBlank()) {
                addRule(rule, Fault.NO_DESCRIPTION);
            }
        }
    }

    private static boolean isCatchAll(Rule rule) {
        return rule.getInputEntries().stream()
                .map(cell -> Texts.of(cell.getText()))
                .allMatch(text -> text.isEmpty() || text.equals("-"));
    }

    /** @return empty where a column cannot be read, which has been said then */
    private Optional<List<Column>> readColumns(DecisionTable table, List<Rule> rules) {
        List<Input> inputs = List.copyOf(table.getInputs());
        boolean sole = table.getHitPolicy() == HitPolicy.UNIQUE && inputs.size() == 1;
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            String label = Texts.or(inputs.get(i).getLabel(), "#" + (i + 1));
            Heading heading = new InputReader(feel, known).read(inputs.get(i));
            if (heading.reading() == null) {
                findings.add(new Finding(
                        resource,
                        decision.getId(),
                        null,
                        label,
                        Objects.requireNonNull(heading.fault()),
                        heading.arguments(),
                        List.of(Texts.id(inputs.get(i)))));
                continue;
            }
            KnownInput input =
                    known == null ? null : known.inputs().get(heading.reading().variable());
            ColumnReader reader =
                    new ColumnReader(resource, decision.getId(), feel, profiles, label, heading.reading(), input);
            reader.read(inputs.get(i), i, rules, sole).ifPresent(columns::add);
            findings.addAll(reader.findings());
        }
        return columns.size() == inputs.size() ? Optional.of(columns) : Optional.empty();
    }

    private void checkCoverage(List<Column> columns, List<Rule> rules, boolean ordered, boolean catchAll) {
        Coverage coverage = new Coverage(columns.stream().map(Column::matches).toList(), rules.size());
        try {
            if (ordered) {
                int last = catchAll ? rules.size() - 1 : rules.size();
                for (int rule = 0; rule < last; rule++) {
                    if (!coverage.isEverFirst(rule)) {
                        addRule(rules.get(rule), Fault.UNREACHABLE);
                    }
                }
            } else {
                checkOverlaps(coverage, columns, rules);
            }
            coverage.gaps(MOST_GAPS).forEach(gap -> addGap(meeting(columns, gap)));
        } catch (Coverage.TooLarge e) {
            add(Fault.TOO_LARGE);
        }
    }

    private void checkOverlaps(Coverage coverage, List<Column> columns, List<Rule> rules) {
        for (int one = 0; one < rules.size(); one++) {
            if (!canApply(one, columns)) {
                addRule(rules.get(one), Fault.UNREACHABLE);
            }
            for (int other = one + 1; other < rules.size(); other++) {
                Optional<Box> overlap = coverage.overlap(one, other);
                if (overlap.isPresent()) {
                    String first = Texts.id(rules.get(one));
                    String second = Texts.id(rules.get(other));
                    findings.add(new Finding(
                            resource,
                            decision.getId(),
                            second,
                            null,
                            Fault.OVERLAP,
                            List.of(first, second, meeting(columns, overlap.get())),
                            List.of(first, second)));
                }
            }
        }
    }

    /** A rule for words yet unknown is a safety net, like a catch-all: it may be left with nothing to catch. */
    private static boolean canApply(int rule, List<Column> columns) {
        return columns.stream()
                .allMatch(column ->
                        column.ofWords() || column.matches().stream().anyMatch(matching -> matching.get(rule)));
    }

    private void addGap(Meeting gap) {
        Fault fault = gap.needs(Value.Kind.IN_USE) ? Fault.KEY_IN_USE : Fault.GAP;
        findings.add(Finding.ofTable(resource, decision.getId(), fault, gap));
    }

    private static Meeting meeting(List<Column> columns, Box box) {
        List<Meeting.Part> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            BitSet classes = box.classes().get(i);
            if (classes.cardinality() < column.classes().size()) {
                List<Value> values = classes.stream()
                        .boxed()
                        .flatMap(index -> column.classes().get(index).stream())
                        .toList();
                parts.add(new Meeting.Part(column.label(), values));
            }
        }
        return new Meeting(parts);
    }

    private void add(Fault fault, Object... arguments) {
        findings.add(Finding.ofTable(resource, decision.getId(), fault, arguments));
    }

    private void addRule(Rule rule, Fault fault) {
        findings.add(Finding.ofRule(resource, decision.getId(), Texts.id(rule), fault));
    }
}
