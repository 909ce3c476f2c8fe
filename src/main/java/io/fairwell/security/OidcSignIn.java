package io.fairwell.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AuthenticationFailureDisabledEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * The way back from the identity provider. Spring Security exchanges the code and checks the ID token; what comes of it
 * is the same as at our own form, so nothing else needs to know where somebody signed in. The provider's access token is
 * thrown away.
 */
class OidcSignIn extends OAuth2LoginAuthenticationFilter {

    private final OidcProperties properties;
    private final PeopleMirror mirror;
    private final PeopleAuthentication people;
    private final OidcSession oidcSession;

    OidcSignIn(
            OidcProvider provider,
            OidcProperties properties,
            PeopleMirror mirror,
            PeopleAuthentication people,
            OidcSession oidcSession) {
        super(provider, new NoTokens(), DEFAULT_FILTER_PROCESSES_URI);
        this.properties = properties;
        this.mirror = mirror;
        this.people = people;
        this.oidcSession = oidcSession;
    }

    @Override
    public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response)
            throws AuthenticationException {
        OidcUser user =
                (OidcUser) super.attemptAuthentication(request, response).getPrincipal();
        Map<String, Object> claims = user.getClaims();
        ExternalPerson person = ExternalPerson.from(claims, properties);
        String idToken = user.getIdToken().getTokenValue();
        try {
            Authentication signedIn = people.signedIn(mirror.mirror(person));
            oidcSession.begin(request.getSession(), idToken, Claims.text(claims, "sid"));
            eventPublisher.publishEvent(new AuthenticationSuccessEvent(signedIn));
            return signedIn;
        } catch (SignInRefused e) {
            oidcSession.refuse(request.getSession(), idToken);
            var unknown = UsernamePasswordAuthenticationToken.unauthenticated(person.id(), null);
            eventPublisher.publishEvent(new AuthenticationFailureDisabledEvent(unknown, e));
            throw e;
        }
    }

    /** We call nobody in the name of people. */
    private static class NoTokens implements OAuth2AuthorizedClientRepository {

        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String clientRegistrationId, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String clientRegistrationId,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}
    }
}
