package io.fairwell.process;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words why the start failed. */
class DeploymentRefusedAnalyzer extends AbstractFailureAnalyzer<DeploymentRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DeploymentRefused cause) {
        return new FailureAnalysis(
                cause.getMessage() + "\n\n" + cause.details(),
                "Correct the files in fairwell.processes.directory, or leave it out to use those inside the"
                        + " application.",
                cause);
    }
}
