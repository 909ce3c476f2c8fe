package io.fairwell.process.guard;

import org.camunda.bpm.engine.BadUserRequestException;

/** An expression that could do more than models and queries need. */
class ExpressionRefused extends BadUserRequestException {

    private static final long serialVersionUID = 1L;

    ExpressionRefused(String expression) {
        super("This expression is not allowed: " + expression);
    }
}
