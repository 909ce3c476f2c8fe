package io.fairwell.process;

import io.fairwell.process.rules.BundleChecks;
import io.fairwell.process.rules.Finding;
import io.fairwell.process.rules.FindingTexts;
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
 * Stands before every deployment, whoever deploys, and before any parser of the engine: lets nothing in that could run
 * code or reach for other files, no model that is unfair to customers, and no decision table that would leave a case
 * without an answer, with two, or with one that the application does not understand. Whatever is refused is refused
 * whole.
 */
@Component
class DeploymentGate implements Deployer {

    private static final String MAIN = ResourceKeys.process(EngineDecisionTables.PROCESS);

    private final BundleChecks checks;
    private final FindingTexts texts;
    private final TermsInUse termsInUse;

    DeploymentGate(BundleChecks checks, FindingTexts texts, @Lazy TermsInUse termsInUse) {
        this.checks = checks;
        this.texts = texts;
        this.termsInUse = termsInUse;
    }

    /** The engine also reads old deployments again this way, when it has forgotten them: those are none of ours. */
    @Override
    public void deploy(DeploymentEntity deployment) {
        if (deployment.isNew()) {
            Map<String, byte[]> files = new TreeMap<>();
            deployment.getResources().forEach((name, resource) -> files.put(name, resource.getBytes()));
            check(files);
        }
    }

    /** @throws DeploymentRefused with everything that is wrong */
    void check(Map<String, byte[]> files) {
        List<Finding> findings = findings(files);
        if (!findings.isEmpty()) {
            throw new DeploymentRefused(texts.summary(findings.size()), reports(findings));
        }
    }

    /** Everything that is wrong with files that are to be deployed together. */
    List<Finding> findings(Map<String, byte[]> files) {
        boolean complete = files.entrySet().stream()
                .anyMatch(
                        file -> ResourceKeys.of(file.getKey(), file.getValue()).contains(MAIN));
        return checks.check(files, complete, termsInUse.all());
    }

    private List<DeploymentRefused.Report> reports(List<Finding> findings) {
        Map<String, List<Problem>> byFile = findings.stream()
                .collect(Collectors.groupingBy(
                        Finding::resource,
                        LinkedHashMap::new,
                        Collectors.mapping(
                                finding -> new FileProblem(texts.of(finding), finding.elements()),
                                Collectors.toList())));
        return byFile.entrySet().stream()
                .map(file -> new DeploymentRefused.Report(file.getKey(), file.getValue()))
                .toList();
    }
}
