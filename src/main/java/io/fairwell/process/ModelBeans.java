package io.fairwell.process;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * What expressions in the models can see of the application: delegates, listeners, deadlines, retry cycles and groups;
 * no other bean. Looked up when used, because delegates need the engine and the engine is built with this.
 */
final class ModelBeans extends AbstractMap<Object, Object> {

    private static final Set<Class<?>> VISIBLE =
            Set.of(JavaDelegate.class, TaskListener.class, ExecutionListener.class, Deadlines.class, ModelValues.class);

    private final ListableBeanFactory beans;

    ModelBeans(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public boolean containsKey(Object name) {
        return name instanceof String text
                && beans.containsBean(text)
                && VISIBLE.stream().anyMatch(type -> beans.isTypeMatch(text, type));
    }

    @Override
    public @Nullable Object get(Object name) {
        return containsKey(name) ? beans.getBean((String) name) : null;
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        return VISIBLE.stream()
                .flatMap(type -> Stream.of(beans.getBeanNamesForType(type)))
                .map(name -> Map.entry((Object) name, beans.getBean(name)))
                .collect(Collectors.toSet());
    }
}
