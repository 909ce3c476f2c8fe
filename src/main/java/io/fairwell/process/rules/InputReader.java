package io.fairwell.process.rules;

import io.fairwell.process.rules.Feel.Reading;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.PositionalFunctionParameters;
import org.camunda.feel.syntaxtree.Ref;
import org.jspecify.annotations.Nullable;

/** Reads the heading of an input column: a variable, or {@code date(variable)}. */
final class InputReader {

    /** As the engine calls an input that has no name of its own. */
    private static final String UNNAMED = "cellInput";

    private final Feel feel;
    private final @Nullable KnownTable known;

    InputReader(Feel feel, @Nullable KnownTable known) {
        this.feel = feel;
        this.known = known;
    }

    /** What the heading says, or what is wrong with it. */
    record Heading(@Nullable Reading reading, @Nullable Fault fault, List<Object> arguments) {

        static Heading wrong(Fault fault, Object... arguments) {
            return new Heading(null, fault, List.of(arguments));
        }
    }

    Heading read(Input input) {
        InputExpression expression = input.getInputExpression();
        String text = expression == null ? "" : Texts.of(expression.getText());
        if (expression == null || text.isEmpty()) {
            return Heading.wrong(Fault.INPUT_MISSING);
        }
        if (!Feel.isFeel(Texts.language(expression, expression.getExpressionLanguage()))) {
            return Heading.wrong(Fault.NOT_FEEL, text);
        }
        Optional<Exp> parsed = feel.expression(text);
        if (parsed.isEmpty()) {
            return Heading.wrong(Fault.NOT_PARSABLE, text);
        }
        Optional<String> variable = variable(parsed.get()).or(() -> dateOf(parsed.get()));
        if (variable.isEmpty()) {
            return Heading.wrong(Fault.NOT_CHECKABLE, text);
        }
        if (known != null && !known.inputs().containsKey(variable.get())) {
            return Heading.wrong(
                    Fault.INPUT_NOT_SUPPLIED,
                    variable.get(),
                    String.join(", ", known.inputs().keySet()));
        }
        Reading reading = new Reading(
                variable.get(), text, expression.getTypeRef(), Texts.or(input.getCamundaInputVariable(), UNNAMED));
        return new Heading(reading, null, List.of());
    }

    private static Optional<String> variable(Exp expression) {
        return expression instanceof Ref reference && reference.names().size() == 1
                ? Optional.of(reference.names().head())
                : Optional.empty();
    }

    private static Optional<String> dateOf(Exp expression) {
        return expression instanceof FunctionInvocation call
                        && call.function().equals("date")
                        && call.params() instanceof PositionalFunctionParameters parameters
                        && parameters.params().size() == 1
                ? variable(parameters.params().head())
                : Optional.empty();
    }
}
