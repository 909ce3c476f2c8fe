package io.fairwell.security;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/** Finds out which upstream system is calling, from the bearer token of the request. */
@Component
public class CurrentCaller {

    static final String MAIN_TENANT = "main";
    static final String TENANT_CLAIM = "tenant";
    static final String CLIENT_CLAIM = "client_id";

    private static final String SCOPE_PREFIX = "SCOPE_";

    /** @throws AuthenticationCredentialsNotFoundException when no upstream system is calling */
    public Caller get() {
        return find(SecurityContextHolder.getContext().getAuthentication())
                .orElseThrow(() -> new AuthenticationCredentialsNotFoundException("No upstream system is calling"));
    }

    /**
     * The tenant of the calling system, or of the person who is signed in; {@code main} outside a request.
     *
     * @throws NoTenant when a person is signed in who belongs to none
     */
    public String tenantId() {
        Authentication calling = SecurityContextHolder.getContext().getAuthentication();
        if (calling == null || calling instanceof AnonymousAuthenticationToken) {
            return MAIN_TENANT;
        }
        return find(calling)
                .map(Caller::tenantId)
                .orElseGet(() -> CurrentPerson.tenant(calling).orElseThrow(NoTenant::new));
    }

    static Optional<Caller> find(@Nullable Authentication calling) {
        if (calling instanceof JwtAuthenticationToken token) {
            return Optional.of(caller(token));
        }
        return Optional.empty();
    }

    static Caller caller(JwtAuthenticationToken token) {
        Set<String> scopes = token.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority.startsWith(SCOPE_PREFIX))
                .map(authority -> authority.substring(SCOPE_PREFIX.length()))
                .collect(Collectors.toUnmodifiableSet());
        return new Caller(
                clientId(token.getToken()),
                claim(token.getToken(), TENANT_CLAIM).orElse(MAIN_TENANT),
                scopes);
    }

    /** Our own tokens and most other issuers' name the client in {@code client_id}, Keycloak and Okta also in {@code azp}. */
    private static String clientId(Jwt jwt) {
        return claim(jwt, CLIENT_CLAIM).or(() -> claim(jwt, "azp")).orElseGet(jwt::getSubject);
    }

    private static Optional<String> claim(Jwt jwt, String name) {
        @Nullable String value = jwt.getClaimAsString(name);
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }
}
