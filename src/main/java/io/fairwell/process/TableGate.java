package io.fairwell.process;

import io.fairwell.process.rules.Bundle;
import io.fairwell.process.rules.Finding;
import io.fairwell.process.rules.FindingTexts;
import io.fairwell.process.rules.TableChecks;
import io.fairwell.subscription.TermsInUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Stands before every deployment, whoever deploys: lets no decision table in that would leave a case without an answer,
 * with two, or with one that the application does not understand. Whatever is refused is refused whole.
 */
@Component
class TableGate implements Deployer {

    private static final String MAIN = ResourceKeys.process(EngineDecisionTables.PROCESS);

    private final TableChecks checks;
    private final FindingTexts texts;
    private final TermsInUse termsInUse;

    TableGate(TableChecks checks, FindingTexts texts, @Lazy TermsInUse termsInUse) {
        this.checks = checks;
        this.texts = texts;
        this.termsInUse = termsInUse;
    }

    /** The engine also reads old deployments again this way, when it has forgotten them: those are none of ours. */
    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            return;
        }
        Map<String, byte[]> tables = new TreeMap<>();
        deployment.getResources().forEach((name, resource) -> {
            if (ResourceKeys.isDecision(name)) {
                tables.put(name, resource.getBytes());
            }
        });
        boolean complete = deployment.getResources().values().stream()
                .anyMatch(resource -> ResourceKeys.of(resource).contains(MAIN));
        if (complete || !tables.isEmpty()) {
            refuse(checks.check(new Bundle(tables, complete, termsInUse.all())));
        }
    }

    private void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new TablesRefused(texts.summary(findings.size()), reports(findings));
        }
    }

    private List<TablesRefused.Report> reports(List<Finding> findings) {
        Map<String, List<Problem>> byFile = findings.stream()
                .collect(Collectors.groupingBy(
                        Finding::resource,
                        LinkedHashMap::new,
                        Collectors.mapping(
                                finding -> new TableProblem(texts.of(finding), finding.elements()),
                                Collectors.toList())));
        return byFile.entrySet().stream()
                .map(file -> new TablesRefused.Report(file.getKey(), file.getValue()))
                .toList();
    }
}
