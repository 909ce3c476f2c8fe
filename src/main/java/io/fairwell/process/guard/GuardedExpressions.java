package io.fairwell.process.guard;

import io.fairwell.process.rules.Expressions;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.dmn.engine.impl.spi.el.ElProvider;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.CommandContextFunctions;
import org.camunda.bpm.engine.impl.el.DateTimeFunctions;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpression;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;
import org.jspecify.annotations.Nullable;

/**
 * The one place where expressions come to be, and are evaluated, whoever wrote them: models, stored queries, queries of
 * the moment. Only what {@link Expressions} knows is understood, and what it names is found by {@link GuardedNames}.
 */
public final class GuardedExpressions extends JuelExpressionManager {

    private static final Set<String> FUNCTIONS = Set.of(
            CommandContextFunctions.CURRENT_USER,
            CommandContextFunctions.CURRENT_USER_GROUPS,
            DateTimeFunctions.NOW,
            DateTimeFunctions.DATE_TIME);

    private final GuardedNames names;

    /**
     * @param beans by the names that models know them by
     * @param readable which properties of which kinds of them may be read
     */
    public GuardedExpressions(Map<Object, Object> beans, Map<Class<?>, Set<String>> readable) {
        super(beans);
        this.names = new GuardedNames(beans, readable);
    }

    /** Leaves out what plug-ins of the engine would add. */
    @Override
    public void addFunction(String name, Method function) {
        if (FUNCTIONS.contains(name)) {
            super.addFunction(name, function);
        }
    }

    @Override
    public Expression createExpression(String text) {
        return new Guarded(createValueExpression(text), this, text);
    }

    @Override
    public ValueExpression createValueExpression(String text) {
        if (!Expressions.isLiteral(text) && !Expressions.isForModels(text) && !Expressions.isForQueries(text)) {
            throw new ExpressionRefused(text);
        }
        return super.createValueExpression(text);
    }

    @Override
    protected ELResolver createElResolver() {
        return names;
    }

    /** Decision tables are written in FEEL. */
    @Override
    protected ElProvider createElProvider() {
        return text -> {
            throw new ExpressionRefused(text);
        };
    }

    private static final class Guarded extends JuelExpression {

        Guarded(ValueExpression value, JuelExpressionManager manager, String text) {
            super(value, manager, text);
        }

        /** @param scope null in queries, and only there */
        @Override
        public @Nullable Object getValue(@Nullable VariableScope scope, @Nullable BaseDelegateExecution context) {
            String text = getExpressionText();
            boolean allowed = scope == null ? Expressions.isForQueries(text) : Expressions.isForModels(text);
            if (!allowed && !Expressions.isLiteral(text)) {
                throw new ExpressionRefused(text);
            }
            return super.getValue(scope, context);
        }

        @Override
        public void setValue(@Nullable Object value, VariableScope scope, @Nullable BaseDelegateExecution context) {
            throw new ExpressionRefused(getExpressionText());
        }
    }
}
