package io.fairwell.process;

import io.fairwell.process.rules.FindingTexts;
import io.fairwell.process.rules.ParsedFeel;
import java.util.List;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How the engine is built: what models may see, how failures become work, what history keeps. */
@Component
@Order(Ordering.DEFAULT_ORDER + 1)
class EngineSetup extends AbstractCamundaConfiguration {

    private final ListableBeanFactory beans;
    private final MatchedRules matchedRules;
    private final CaseTenant tenant;
    private final FailedStepHandler failedSteps;
    private final TableGate tableGate;
    private final FindingTexts texts;

    EngineSetup(
            ListableBeanFactory beans,
            MatchedRules matchedRules,
            CaseTenant tenant,
            FailedStepHandler failedSteps,
            TableGate tableGate,
            FindingTexts texts) {
        this.beans = beans;
        this.matchedRules = matchedRules;
        this.tenant = tenant;
        this.failedSteps = failedSteps;
        this.tableGate = tableGate;
        this.texts = texts;
    }

    @Override
    public void preInit(SpringProcessEngineConfiguration engine) {
        engine.setBeans(new ModelBeans(beans));
        engine.setTenantIdProvider(tenant);
        engine.setEnableExceptionsAfterUnhandledBpmnError(true);
        // Whoever called is told what went wrong; a refusal is no error of ours to log with a stack trace.
        engine.setEnableCmdExceptionLogging(false);
        engine.setEnableFetchScriptEngineFromProcessApplication(false);
        engine.setEnableFetchProcessDefinitionDescription(false);
        engine.getCustomIncidentHandlers().add(failedSteps);
        keepHistoryFreeOfPersonalData(engine);
        engine.setRepositoryService(new BundleDeployments(texts));
        engine.setCustomPreDeployers(List.of(tableGate));
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
