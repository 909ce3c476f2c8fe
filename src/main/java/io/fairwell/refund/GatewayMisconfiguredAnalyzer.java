package io.fairwell.refund;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class GatewayMisconfiguredAnalyzer extends AbstractFailureAnalyzer<GatewayMisconfigured> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, GatewayMisconfigured cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
