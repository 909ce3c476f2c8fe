package io.fairwell.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * A token request that names no scope gets all scopes of its client (RFC 6749, 3.3 leaves this open; without it such a
 * token would be good for nothing).
 */
class AllScopesByDefault implements AuthenticationConverter {

    private final AuthenticationConverter requests = new OAuth2ClientCredentialsAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        Authentication converted = requests.convert(request);
        if (converted instanceof OAuth2ClientCredentialsAuthenticationToken asked
                && asked.getScopes().isEmpty()
                && asked.getPrincipal() instanceof OAuth2ClientAuthenticationToken client) {
            return new OAuth2ClientCredentialsAuthenticationToken(
                    client,
                    Objects.requireNonNull(client.getRegisteredClient()).getScopes(),
                    asked.getAdditionalParameters());
        }
        return converted;
    }
}
