package io.fairwell.process;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words why the start failed. */
class TablesRefusedAnalyzer extends AbstractFailureAnalyzer<TablesRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TablesRefused cause) {
        return new FailureAnalysis(
                cause.getMessage() + "\n\n" + cause.details(),
                "Correct the tables in fairwell.processes.directory, or leave it out to use those inside the"
                        + " application.",
                cause);
    }
}
