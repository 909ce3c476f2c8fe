package io.fairwell.security;

import io.fairwell.audit.AuditEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Somebody who has shown who they are.
 *
 * @param actor as in the audit trail
 */
record Known(String actor, String tenantId) {

    private static final String TENANT_PREFIX = "TENANT_";

    /** @return empty for nobody, and for whoever may be anybody */
    static Optional<Known> of(@Nullable Authentication authentication) {
        if (authentication == null
                || !authentication.isAuthenticated()
                || authentication instanceof AnonymousAuthenticationToken) {
            return Optional.empty();
        }
        if (authentication instanceof JwtAuthenticationToken token) {
            Caller caller = CurrentCaller.caller(token);
            return Optional.of(new Known(AuditEntry.client(caller.clientId()), caller.tenantId()));
        }
        return Optional.of(new Known(AuditEntry.person(authentication.getName()), tenant(authentication)));
    }

    private static String tenant(Authentication person) {
        return person.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority.startsWith(TENANT_PREFIX))
                .map(authority -> authority.substring(TENANT_PREFIX.length()))
                .findFirst()
                .orElse(CurrentCaller.MAIN_TENANT);
    }
}
