package io.fairwell.security;

import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** What the provider says about sessions that have ended there (OpenID Connect back-channel logout 1.0, 2.4 and 2.6). */
class LogoutTokens {

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final OidcProvider provider;
    private final OidcProperties properties;
    private final ExternalPeople people;
    private final PeopleSessions sessions;

    LogoutTokens(OidcProvider provider, OidcProperties properties, ExternalPeople people, PeopleSessions sessions) {
        this.provider = provider;
        this.properties = properties;
        this.people = people;
        this.sessions = sessions;
    }

    /**
     * Of one session of the provider, or of all that a person has.
     *
     * @throws org.springframework.security.oauth2.jwt.JwtException when the token is not one of these
     * @throws IssuerAway when its signature cannot be checked
     */
    void endSessions(String token) {
        NimbusJwtDecoder decoder = provider.logoutTokens();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(), new JwtIssuerValidator(properties.issuer()), logoutToken()));
        Jwt logout = decoder.decode(token);
        String sid = logout.getClaimAsString("sid");
        if (sid != null) {
            sessions.endWith(OidcSession.SID, sid);
        } else {
            people.userId(String.valueOf(properties.issuer()), logout.getSubject())
                    .ifPresent(sessions::endAll);
        }
    }

    private OAuth2TokenValidator<Jwt> logoutToken() {
        return token -> isLogoutToken(token)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_request", "not a logout token", null));
    }

    /** An ID token has a nonce, so it cannot be passed off as one of these. */
    private boolean isLogoutToken(Jwt token) {
        List<String> audience = token.getAudience();
        return audience != null
                && audience.contains(properties.clientId())
                && token.getExpiresAt() != null
                && token.getIssuedAt() != null
                && token.getClaim("events") instanceof Map<?, ?> events
                && events.containsKey(EVENT)
                && !token.hasClaim("nonce")
                && (token.getSubject() != null || token.hasClaim("sid"));
    }
}
