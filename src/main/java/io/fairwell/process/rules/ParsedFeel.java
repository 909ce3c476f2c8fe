package io.fairwell.process.rules;

import camundajar.impl.scala.jdk.CollectionConverters;
import camundajar.impl.scala.util.Either;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.function.CustomFunctionTransformer;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.FeelEngine.Failure;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.SuccessfulEvaluationResult;
import org.camunda.feel.context.Context;
import org.camunda.feel.context.FunctionProvider;
import org.camunda.feel.context.FunctionProvider.CompositeFunctionProvider;
import org.camunda.feel.impl.interpreter.BuiltinFunctions;
import org.camunda.feel.impl.interpreter.EvalContext;
import org.camunda.feel.impl.interpreter.FeelInterpreter;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValError;
import org.camunda.feel.valuemapper.ValueMapper.CompositeValueMapper;

/**
 * The engine's FEEL, but that each text is parsed once and the built-in functions are made once. The engine itself
 * parses every cell of a table again at every decision, and makes some hundred functions to evaluate it, which takes far
 * longer than the evaluation.
 */
public final class ParsedFeel extends ScalaFeelEngine {

    public ParsedFeel() {
        super(List.of());
    }

    @Override
    protected FeelEngine buildFeelEngine(CustomFunctionTransformer functions, CompositeValueMapper values) {
        return new ParsingOnce(super.buildFeelEngine(functions, values));
    }

    // What the engine itself calls goes through these two methods, deprecated or not.
    @SuppressWarnings("deprecation")
    private static final class ParsingOnce extends FeelEngine {

        /** All tables of a bundle have a few hundred; what gathers over many deployments is forgotten now and then. */
        private static final int MOST = 5_000;

        private final Map<String, Either<Failure, ParsedExpression>> expressions = new ConcurrentHashMap<>();
        private final Map<String, Either<Failure, ParsedExpression>> tests = new ConcurrentHashMap<>();
        private final FeelInterpreter interpreter;
        private final FunctionProvider functions;

        ParsingOnce(FeelEngine built) {
            super(built.functionProvider(), built.valueMapper(), built.configuration(), built.clock());
            interpreter = new FeelInterpreter(valueMapper());
            functions = new CompositeFunctionProvider(CollectionConverters.ListHasAsScala(
                            List.of(new BuiltinFunctions(clock(), valueMapper()), functionProvider()))
                    .asScala()
                    .toList());
        }

        /** Where all is well; what went wrong is for the engine to say, which has to look at it once more. */
        @Override
        public EvaluationResult evaluate(ParsedExpression expression, Context facts) {
            EvalContext context = EvalContext.create(valueMapper(), functions).merge(facts);
            Val value;
            try {
                value = interpreter.eval(expression.expression(), context);
            } catch (RuntimeException e) {
                return super.evaluate(expression, facts);
            }
            boolean well = context.failureCollector().failures().isEmpty() && !(value instanceof ValError);
            return well
                    ? new SuccessfulEvaluationResult(
                            valueMapper().unpackVal(value),
                            context.failureCollector().failures())
                    : super.evaluate(expression, facts);
        }

        @Override
        public Either<Failure, ParsedExpression> parseExpression(String text) {
            return once(expressions, text, super::parseExpression);
        }

        @Override
        public Either<Failure, ParsedExpression> parseUnaryTests(String text) {
            return once(tests, text, super::parseUnaryTests);
        }

        private static Either<Failure, ParsedExpression> once(
                Map<String, Either<Failure, ParsedExpression>> known,
                String text,
                Function<String, Either<Failure, ParsedExpression>> parser) {
            if (known.size() > MOST) {
                known.clear();
            }
            return known.computeIfAbsent(text, parser);
        }
    }
}
