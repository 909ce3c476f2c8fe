package io.fairwell.process.guard;

import io.fairwell.process.rules.Expressions;
import java.beans.FeatureDescriptor;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.joda.time.DateTime;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the names in an expression mean. Instead of a list of dangerous types there is a list of harmless ones:
 * the named properties of the named kinds of beans, and sums of dates in queries. Everything else is refused by not being on it, be it
 * {@code Class}, {@code Runtime}, a method of a text, or a way from a bean of ours to Spring.
 */
final class GuardedNames extends ELResolver {

    private static final Pattern DATE_SUMS =
            Pattern.compile("(?:plus|minus)(?:Minutes|Hours|Days|Weeks|Months|Years)|withTimeAtStartOfDay|toDate");

    private final Map<Object, Object> beans;
    private final Map<Class<?>, Set<String>> readable;
    private final ELResolver reader = new BeanELResolver(true);

    GuardedNames(Map<Object, Object> beans, Map<Class<?>, Set<String>> readable) {
        this.beans = beans;
        this.readable = readable;
    }

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
        String name = String.valueOf(property);
        if (base != null) {
            return read(context, base, name);
        }
        // A query has no scope, and nothing in it has a name.
        if (Expressions.isOfTheEngine(name)
                || !(context.getContext(VariableScope.class) instanceof VariableScope scope)) {
            throw new ExpressionRefused(name);
        }
        // Beans go first: nobody may put something else in their place by setting a variable.
        if (beans.containsKey(name)) {
            context.setPropertyResolved(true);
            return beans.get(name);
        }
        if (scope.hasVariable(name)) {
            context.setPropertyResolved(true);
            return scope.getVariable(name);
        }
        return null;
    }

    private @Nullable Object read(ELContext context, Object base, String property) {
        boolean allowed = readable.entrySet().stream()
                .anyMatch(kind ->
                        kind.getKey().isInstance(base) && kind.getValue().contains(property));
        if (!allowed) {
            throw new ExpressionRefused(base.getClass().getSimpleName() + "." + property);
        }
        if (base instanceof Map<?, ?> map) {
            context.setPropertyResolved(true);
            return map.get(property);
        }
        return reader.getValue(context, base, property);
    }

    @Override
    public @Nullable Object invoke(
            ELContext context,
            Object base,
            Object method,
            Class<?> @Nullable [] types,
            Object @Nullable [] parameters) {
        if (!(base instanceof DateTime)
                || !DATE_SUMS.matcher(String.valueOf(method)).matches()) {
            throw new ExpressionRefused(base.getClass().getSimpleName() + "." + method + "()");
        }
        return reader.invoke(context, base, method, types, parameters);
    }

    @Override
    public void setValue(ELContext context, @Nullable Object base, @Nullable Object property, @Nullable Object value) {
        throw new ExpressionRefused(String.valueOf(property));
    }

    @Override
    public boolean isReadOnly(ELContext context, @Nullable Object base, @Nullable Object property) {
        return true;
    }

    @Override
    public Class<?> getType(ELContext context, @Nullable Object base, @Nullable Object property) {
        return Object.class;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
        return Object.class;
    }

    @Override
    public @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
        return null;
    }
}
