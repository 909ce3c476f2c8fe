package io.fairwell.process.rules;

import camundajar.impl.scala.util.Either;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.function.CustomFunctionTransformer;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.FeelEngine.Failure;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.valuemapper.ValueMapper.CompositeValueMapper;

/**
 * The engine's FEEL, but that each text is parsed once. The engine itself parses every cell of a table again at every
 * decision, which takes far longer than to evaluate it.
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

        ParsingOnce(FeelEngine built) {
            super(built.functionProvider(), built.valueMapper(), built.configuration(), built.clock());
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
