package io.fairwell.process;

import io.fairwell.process.rules.Fault;
import io.fairwell.process.rules.FindingTexts;
import io.fairwell.proposal.RulesBundle;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The newest bundle of the engine, as those see it who propose to change it. */
@Component
class EngineRulesBundle implements RulesBundle {

    private final RepositoryService repository;
    private final EngineDecisionTables tables;
    private final DeploymentGate gate;
    private final FindingTexts texts;

    EngineRulesBundle(
            @Lazy RepositoryService repository, EngineDecisionTables tables, DeploymentGate gate, FindingTexts texts) {
        this.repository = repository;
        this.tables = tables;
        this.gate = gate;
        this.texts = texts;
    }

    @Override
    public String newest() {
        return tables.newest();
    }

    @Override
    public List<RuleFault> check(Map<String, byte[]> files) {
        List<RuleFault> others = files.keySet().stream()
                .filter(file -> !ResourceKeys.isDecisionOrForm(file))
                .map(file -> fault(file, Fault.NO_RULES_FILE, texts.of(Fault.NO_RULES_FILE)))
                .toList();
        if (!others.isEmpty()) {
            return others;
        }
        return gate.findings(completed(files)).stream()
                .map(finding -> fault(finding.resource(), finding.fault(), texts.of(finding)))
                .toList();
    }

    private static RuleFault fault(String file, Fault fault, String message) {
        return new RuleFault(file, fault.name(), message);
    }

    /** As {@link DeployBundle} will do it. */
    private Map<String, byte[]> completed(Map<String, byte[]> files) {
        Set<String> given = keys(files);
        Map<String, byte[]> whole = new TreeMap<>();
        repository
                .getDeploymentResources(newest())
                .forEach(resource -> whole.put(resource.getName(), resource.getBytes()));
        if (keys(whole).stream().noneMatch(given::contains)) {
            return files;
        }
        whole.entrySet()
                .removeIf(file ->
                        ResourceKeys.of(file.getKey(), file.getValue()).stream().anyMatch(given::contains));
        whole.putAll(files);
        return whole;
    }

    private static Set<String> keys(Map<String, byte[]> files) {
        return files.entrySet().stream()
                .flatMap(file -> ResourceKeys.of(file.getKey(), file.getValue()).stream())
                .collect(Collectors.toSet());
    }

    @Override
    public String deploy(String name, Map<String, byte[]> files) {
        DeploymentBuilder builder = repository.createDeployment().name(name).source("proposal");
        files.forEach((file, content) -> builder.addInputStream(file, new ByteArrayInputStream(content)));
        return Objects.requireNonNull(builder.deploy().getId());
    }
}
