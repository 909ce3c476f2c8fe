package io.fairwell.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words why the start failed. */
class NoAdministratorAnalyzer extends AbstractFailureAnalyzer<NoAdministrator> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoAdministrator cause) {
        return new FailureAnalysis(
                "Nobody is an administrator: the group camunda-admin has no member.",
                "Set fairwell.security.admin.id and fairwell.security.admin.password (at least 12 characters) for the"
                        + " first start, and take the password out of the configuration afterwards.",
                cause);
    }
}
