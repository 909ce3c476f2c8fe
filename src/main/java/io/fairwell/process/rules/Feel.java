package io.fairwell.process.rules;

import camundajar.impl.scala.Product;
import camundajar.impl.scala.collection.Iterator;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.type.DefaultTypeDefinition;
import org.camunda.bpm.dmn.engine.impl.type.DmnTypeDefinitionImpl;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.Exp;
import org.jspecify.annotations.Nullable;

/** The engine's own FEEL: parsed to see what a cell is made of, evaluated to see what it means. */
final class Feel {

    private static final Set<String> NAMES = Set.of(
            DefaultDmnEngineConfiguration.FEEL_EXPRESSION_LANGUAGE,
            DefaultDmnEngineConfiguration.FEEL_EXPRESSION_LANGUAGE_DMN12,
            DefaultDmnEngineConfiguration.FEEL_EXPRESSION_LANGUAGE_DMN13,
            DefaultDmnEngineConfiguration.FEEL_EXPRESSION_LANGUAGE_DMN14,
            DefaultDmnEngineConfiguration.FEEL_EXPRESSION_LANGUAGE_DMN15);

    private final DefaultDmnEngineConfiguration configuration;
    private final FeelEngine engine;
    private final FeelEngineApi parser = FeelEngineBuilder.forJava().build();

    Feel() {
        configuration = new DefaultDmnEngineConfiguration();
        configuration.setFeelEngineFactory(ParsedFeel::new);
        configuration.buildEngine();
        engine = configuration.getFeelEngine();
    }

    /**
     * How an input gets its value.
     *
     * @param variable that the expression reads
     * @param type that the value is converted to, null for none
     * @param name by which cells know the value
     */
    record Reading(
            String variable, String expression, @Nullable String type, String name) {

        /** Whether the input is made of the variable, not the variable itself. */
        boolean isConverted() {
            return !expression.equals(variable);
        }
    }

    /** @param language null where none is named: then it is FEEL */
    static boolean isFeel(@Nullable String language) {
        return language == null || language.equalsIgnoreCase("feel") || NAMES.contains(language);
    }

    /** @return empty where it does not parse */
    Optional<Exp> test(String text) {
        return expression(parser.parseUnaryTests(text));
    }

    /** @return empty where it does not parse */
    Optional<Exp> expression(String text) {
        return expression(parser.parseExpression(text));
    }

    /** Whether it would call into Java: the language can, and says it as part of an expression. */
    static boolean callsJava(Object node) {
        if (node instanceof camundajar.impl.scala.collection.Iterable<?> many) {
            return callsJava(many.iterator());
        }
        return node instanceof Product part
                && (part.productPrefix().equals("JavaFunctionInvocation") || callsJava(part.productIterator()));
    }

    private static boolean callsJava(Iterator<?> parts) {
        while (parts.hasNext()) {
            if (callsJava((Object) parts.next())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Exp> expression(ParseResult result) {
        return result.isSuccess() ? Optional.of(result.parsedExpression().expression()) : Optional.empty();
    }

    /** What cells see when the variable has this value. @throws RuntimeException where it cannot be converted */
    VariableContext context(Reading reading, @Nullable Object value) {
        VariableMap variables = Variables.createVariables().putValue(reading.variable(), value);
        Object read = engine.evaluateSimpleExpression(reading.expression(), variables.asVariableContext());
        return variables
                .putValueTyped(reading.name(), typed(reading.type(), read))
                .asVariableContext();
    }

    /** Whether a cell matches; an empty one always does. @throws RuntimeException where it cannot be evaluated */
    boolean matches(String cell, Reading reading, VariableContext context) {
        return cell.isBlank() || engine.evaluateSimpleUnaryTests(cell, reading.name(), context);
    }

    /** What a cell gives the process. @throws RuntimeException where it cannot be evaluated or converted */
    TypedValue output(String cell, @Nullable String type) {
        Object written = engine.evaluateSimpleExpression(
                cell, Variables.createVariables().asVariableContext());
        return typed(type, written);
    }

    private TypedValue typed(@Nullable String type, @Nullable Object value) {
        return type == null
                ? new DefaultTypeDefinition().transform(value)
                : new DmnTypeDefinitionImpl(
                                type,
                                configuration
                                        .getTransformer()
                                        .getDataTypeTransformerRegistry()
                                        .getTransformer(type))
                        .transform(value);
    }
}
