package io.fairwell.terms;

import io.fairwell.process.rules.ParsedFeel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;

/** The decision tables as they are shipped, run by the engine's own decision engine without a process around it. */
final class DmnTables implements DecisionTables {

    private final DmnEngine engine;
    private final Map<String, DmnDecision> decisions;
    private String lastRule = "";

    DmnTables() {
        DefaultDmnEngineConfiguration configuration =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration.setFeelEngineFactory(ParsedFeel::new);
        configuration.setDefaultInputEntryExpressionLanguage("feel");
        configuration.getCustomPostDecisionTableEvaluationListeners().add(this::remember);
        engine = configuration.buildEngine();
        decisions = Stream.of(Path.of("processes/decisions").toFile().list())
                .map(file -> file.replace(".dmn", ""))
                .collect(Collectors.toMap(decision -> decision, this::parse));
    }

    private DmnDecision parse(String decision) {
        try (InputStream in = Files.newInputStream(Path.of("processes/decisions", decision + ".dmn"))) {
            return engine.parseDecision(decision, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(DmnDecisionTableEvaluationEvent event) {
        lastRule = event.getMatchingRules().isEmpty()
                ? ""
                : event.getMatchingRules().get(0).getId();
    }

    @Override
    public Decision evaluate(String decision, Map<String, Object> inputs) {
        var result = engine.evaluateDecisionTable(decisions.get(decision), inputs);
        if (result.isEmpty()) {
            throw new NoRuleApplies(decision);
        }
        return new Decision(decision, 1, lastRule, result.getSingleResult().getEntryMap());
    }
}
