package io.fairwell.security;

import java.util.Set;

/** The upstream system that is calling. */
public record Caller(String clientId, String tenantId, Set<String> scopes) {

    public boolean may(String scope) {
        return scopes.contains(scope);
    }

    /** Whether what all tenants share is its business: the account at the payment provider, the demo's sandbox. */
    public boolean operatesInstallation() {
        return tenantId.equals(CurrentCaller.MAIN_TENANT);
    }
}
