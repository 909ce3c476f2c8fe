package io.fairwell.process.rules;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.springframework.stereotype.Component;

/** Finds everything that is wrong with the decision tables of a bundle. */
@Component
public class TableChecks {

    private static final Pattern DUPLICATE = Pattern.compile("(?:multiple occurrences of ID value|ID value) '([^']+)'");

    private final Feel feel = new Feel();
    private final Remembered<Asked, List<Finding>> known = new Remembered<>();

    /** @return nothing where every case gets exactly one answer that the application understands */
    public List<Finding> check(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        Map<Decision, String> decisions = new LinkedHashMap<>();
        bundle.tables().forEach((resource, content) -> decisions.putAll(read(resource, content, findings)));
        Set<String> missing =
                new TreeSet<>(bundle.complete() ? KnownTables.byDecision().keySet() : Set.of());
        decisions.keySet().forEach(decision -> missing.remove(decision.getId()));
        if (findings.isEmpty()) {
            missing.forEach(
                    decision -> findings.add(Finding.ofTable(decision + ".dmn", decision, Fault.DECISION_MISSING)));
        }
        Profiles profiles = profiles(decisions.keySet(), bundle.termsInUse());
        decisions.forEach((decision, resource) -> {
            byte[] content = Objects.requireNonNull(bundle.tables().get(resource));
            Asked asked = new Asked(resource, ByteBuffer.wrap(content), Texts.id(decision), profiles);
            findings.addAll(known.get(asked, () -> new TableCheck(resource, decision, feel, profiles).findings()));
        });
        return findings;
    }

    /** All that the findings in a decision depend on. */
    private record Asked(String resource, ByteBuffer content, String decision, Profiles profiles) {}

    /** Terms profiles: what other tables are asked with is what {@code terms} knows, and what is in use. */
    record Profiles(Set<String> known, Set<String> inUse) {}

    private Profiles profiles(Set<Decision> decisions, Set<String> inUse) {
        Set<String> known = new TreeSet<>();
        for (Decision decision : decisions) {
            if (KnownTables.TERMS.equals(decision.getId()) && decision.getExpression() instanceof DecisionTable) {
                for (InputEntry cell : decision.getModelInstance().getModelElementsByType(InputEntry.class)) {
                    String text = Texts.of(cell.getText());
                    feel.test(text)
                            .map(parsed -> CellContent.of(parsed, text, ""))
                            .ifPresent(content -> known.addAll(content.texts));
                }
            }
        }
        return new Profiles(known, inUse);
    }

    private static Map<Decision, String> read(String resource, byte[] content, List<Finding> findings) {
        Map<Decision, String> decisions = new LinkedHashMap<>();
        try {
            Dmn.readModelFromStream(new ByteArrayInputStream(content))
                    .getModelElementsByType(Decision.class)
                    .forEach(decision -> decisions.put(decision, resource));
        } catch (RuntimeException e) {
            findings.add(unreadable(resource, e));
        }
        return decisions;
    }

    private static Finding unreadable(String resource, Throwable e) {
        String reason = String.valueOf(e.getMessage());
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            reason = String.valueOf(cause.getMessage());
            Matcher duplicate = DUPLICATE.matcher(reason);
            if (duplicate.find()) {
                String id = duplicate.group(1);
                return new Finding(resource, "", id, null, Fault.DUPLICATE_ID, List.of(id), List.of(id));
            }
        }
        return Finding.ofFile(
                resource, Fault.UNREADABLE, reason.lines().findFirst().orElse(""));
    }
}
