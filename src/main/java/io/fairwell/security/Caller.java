package io.fairwell.security;

import java.util.Set;

/** The upstream system that is calling. */
public record Caller(String clientId, String tenantId, Set<String> scopes) {

    public boolean may(String scope) {
        return scopes.contains(scope);
    }
}
