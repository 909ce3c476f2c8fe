package io.fairwell.process;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words why the start failed. */
class NoModelsAnalyzer extends AbstractFailureAnalyzer<NoModels> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoModels cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Point fairwell.processes.directory at a directory with the layout of processes/ (models on top,"
                        + " decisions/ and forms/ below), or leave it out to use the models inside the application.",
                cause);
    }
}
