package io.fairwell.security;

import io.fairwell.audit.AuditEntry;
import io.fairwell.audit.AuditEntry.Outcome;
import io.fairwell.audit.AuditTrail;
import io.fairwell.audit.AuditedRequest;
import io.fairwell.audit.Refusals;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/** Who came in, who did not, and who left. */
@Component
class SignInAudit {

    private final AuditTrail trail;
    private final Refusals refusals;
    private final IdentityService identityService;

    SignInAudit(AuditTrail trail, Refusals refusals, IdentityService identityService) {
        this.trail = trail;
        this.refusals = refusals;
        this.identityService = identityService;
    }

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        Known.of(event.getAuthentication()).ifPresent(person -> {
            note(person);
            trail.record(entry(person, "login", Outcome.DONE, Map.of()));
        });
    }

    @EventListener
    void signedOut(LogoutSuccessEvent event) {
        Known.of(event.getAuthentication())
                .ifPresent(person -> trail.record(entry(person, "logout", Outcome.DONE, Map.of())));
    }

    @EventListener
    void tokenIssued(AuthenticationSuccessEvent event) {
        if (event.getAuthentication() instanceof OAuth2AccessTokenAuthenticationToken issued) {
            var client = issued.getRegisteredClient();
            Known known = new Known(AuditEntry.client(client.getClientId()), TokenClients.tenant(client));
            note(known);
            String scopes = String.join(
                    " ", new java.util.TreeSet<>(issued.getAccessToken().getScopes()));
            trail.record(entry(known, "token", Outcome.DONE, Map.of("scopes", scopes)));
        }
    }

    /** Whatever was typed in place of a user name may be a password: it is kept only where there is such a user. */
    @EventListener
    void refused(AbstractAuthenticationFailureEvent event) {
        if (event.getAuthentication() instanceof UsernamePasswordAuthenticationToken attempt) {
            User user = user(attempt.getName());
            Map<String, String> details = new TreeMap<>();
            if (user instanceof UserEntity account && isLocked(account)) {
                details.put(
                        "lockedUntil",
                        account.getLockExpirationTime().toInstant().toString());
            }
            String actor = user == null ? AuditEntry.ANONYMOUS : AuditEntry.person(user.getId());
            refusals.count(entry(new Known(actor, CurrentCaller.MAIN_TENANT), "login", Outcome.REFUSED, details));
        }
    }

    /** Told by name: the address of the request says it to the filter that records what was refused. */
    @EventListener
    void denied(AuthorizationDeniedEvent<?> event) {
        Known.of(event.getAuthentication().get()).ifPresent(SignInAudit::note);
    }

    private @Nullable User user(String id) {
        return PeopleSettings.canBeId(id)
                ? identityService.createUserQuery().userId(id).singleResult()
                : null;
    }

    private static boolean isLocked(UserEntity account) {
        Date until = account.getLockExpirationTime();
        return until != null && account.getAttempts() > 1;
    }

    private static void note(Known known) {
        AuditedRequest request = AuditedRequest.current();
        if (request != null) {
            request.by(known.actor(), known.tenantId());
        }
    }

    private static AuditEntry entry(Known known, String action, Outcome outcome, Map<String, String> details) {
        AuditedRequest request = AuditedRequest.current();
        return new AuditEntry(
                known.tenantId(),
                known.actor(),
                action,
                outcome,
                null,
                request == null ? null : request.address(),
                details);
    }
}
