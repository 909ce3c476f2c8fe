package io.fairwell.process;

import io.fairwell.process.rules.FindingTexts;
import io.fairwell.process.rules.ParsedFeel;
import java.util.List;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How the engine is built: how failures become work, what history keeps, how rules come in. */
@Component
@Order(Ordering.DEFAULT_ORDER + 1)
class EngineSetup extends AbstractCamundaConfiguration {

    private final MatchedRules matchedRules;
    private final CaseTenant tenant;
    private final FailedStepHandler failedSteps;
    private final DeploymentGate gate;
    private final FindingTexts texts;

    EngineSetup(
            MatchedRules matchedRules,
            CaseTenant tenant,
            FailedStepHandler failedSteps,
            DeploymentGate gate,
            FindingTexts texts) {
        this.matchedRules = matchedRules;
        this.tenant = tenant;
        this.failedSteps = failedSteps;
        this.gate = gate;
        this.texts = texts;
    }

    @Override
    public void preInit(SpringProcessEngineConfiguration engine) {
        engine.setTenantIdProvider(tenant);
        engine.setEnableExceptionsAfterUnhandledBpmnError(true);
        // Whoever called is told what went wrong; a refusal is no error of ours to log with a stack trace.
        engine.setEnableCmdExceptionLogging(false);
        engine.setEnableFetchProcessDefinitionDescription(false);
        engine.getCustomIncidentHandlers().add(failedSteps);
        keepHistoryFreeOfPersonalData(engine);
        engine.setRepositoryService(new BundleDeployments(texts, gate));
        engine.setCustomPreDeployers(List.of(gate));
        DefaultDmnEngineConfiguration decisions = new DefaultDmnEngineConfiguration();
        decisions.getCustomPostDecisionTableEvaluationListeners().add(matchedRules);
        decisions.setFeelEngineFactory(ParsedFeel::new);
        engine.setDmnEngineConfiguration(decisions);
    }

    private static void keepHistoryFreeOfPersonalData(ProcessEngineConfigurationImpl engine) {
        engine.getCustomHistoryLevels().add(new CaseHistoryLevel());
        engine.setHistory(CaseHistoryLevel.NAME);
        engine.setDmnHistoryEventProducer(new TaskDecisionHistory());
    }
}
