package io.fairwell.process;

import io.fairwell.process.rules.ModelFacts;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;

/** What models may refer to: the beans that {@link ModelBeans} shows, and the variables of {@link Variables}. */
@Component
class EngineModelFacts implements ModelFacts {

    private static final Map<Role, Class<?>> TYPES = Map.of(
            Role.DELEGATE, JavaDelegate.class,
            Role.TASK_LISTENER, TaskListener.class,
            Role.EXECUTION_LISTENER, ExecutionListener.class);

    private final ListableBeanFactory beans;

    EngineModelFacts(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public boolean is(String bean, Role role) {
        return beans.containsBean(bean) && beans.isTypeMatch(bean, TYPES.get(role));
    }

    @Override
    public Set<String> properties(String bean) {
        if (!beans.containsBean(bean)) {
            return Set.of();
        }
        Object found = beans.getBean(bean);
        return found instanceof ModelValues values
                ? values.keySet()
                : EngineGuards.READABLE.entrySet().stream()
                        .filter(kind -> kind.getKey().isInstance(found))
                        .flatMap(kind -> kind.getValue().stream())
                        .collect(Collectors.toSet());
    }

    @Override
    public Optional<Class<?>> variable(String name) {
        return Variables.typeOf(name);
    }
}
