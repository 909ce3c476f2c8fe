package io.fairwell.process;

import io.fairwell.process.guard.GuardedExpressions;
import io.fairwell.process.guard.GuardedFilters;
import io.fairwell.process.guard.NoClasses;
import io.fairwell.process.guard.NoObjects;
import io.fairwell.process.guard.NoScripts;
import io.fairwell.process.guard.QueryGuard;
import io.fairwell.process.rules.FindingTexts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Takes from the engine what could run code that is none of ours. In code, so that no configuration can give it back. */
@Component
@Order(Ordering.DEFAULT_ORDER + 3)
class EngineGuards extends AbstractCamundaConfiguration {

    /** What models may read, beside variables and the beans themselves. */
    static final Map<Class<?>, Set<String>> READABLE = Map.of(
            ModelValues.class, Set.of("support", "supervisors", "external", "payment"),
            Deadlines.class, Set.of("due", "escalation", "lookUp", "offer"));

    private final ListableBeanFactory beans;
    private final FindingTexts texts;

    EngineGuards(ListableBeanFactory beans, FindingTexts texts) {
        this.beans = beans;
        this.texts = texts;
    }

    @Override
    public void preInit(SpringProcessEngineConfiguration engine) {
        ModelBeans visible = new ModelBeans(beans);
        engine.setBeans(visible);
        // The engine's Spring integration has made one already by now, from which all of Spring can be seen.
        engine.setExpressionManager(new GuardedExpressions(visible, READABLE));
        engine.setScriptEngineResolver(new NoScripts());
        engine.setEnableFetchScriptEngineFromProcessApplication(false);
        engine.setArtifactFactory(new NoClasses());
        engine.setEnableXxeProcessing(false);
        engine.setFilterService(new GuardedFilters(texts));
        engine.setCustomPreCommandInterceptorsTxRequired(List.of(new QueryGuard(texts)));
        engine.setCustomPreCommandInterceptorsTxRequiresNew(List.of(new QueryGuard(texts)));
        engine.setJavaSerializationFormatEnabled(false);
        engine.setDeserializationTypeValidationEnabled(true);
        // No class at all: variables are texts, numbers, dates and flags.
        engine.setDeserializationTypeValidator(type -> false);
    }

    /** Last, after plug-ins of the engine have added theirs. */
    @Override
    public void postInit(SpringProcessEngineConfiguration engine) {
        removeWhatPluginsBrought(engine);
    }

    private void removeWhatPluginsBrought(ProcessEngineConfigurationImpl engine) {
        engine.getEnvScriptResolvers().clear();
        engine.setFallbackSerializerFactory(null);
        NoObjects.replaceAll(engine.getVariableSerializers(), texts);
    }
}
