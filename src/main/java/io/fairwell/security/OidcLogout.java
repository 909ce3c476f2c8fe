package io.fairwell.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;

/** Signing out of a session that began at the provider ends the one there too (RP-initiated logout 1.0). */
class OidcLogout implements LogoutHandler, LogoutSuccessHandler {

    private static final String ID_TOKEN = OidcLogout.class.getName();

    private final OidcProvider provider;
    private final OidcSession oidcSession;

    OidcLogout(OidcProvider provider, OidcSession oidcSession) {
        this.provider = provider;
        this.oidcSession = oidcSession;
    }

    /** Comes before the session ends, and takes out of it what is needed afterwards. */
    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication person) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            oidcSession.idToken(session).ifPresent(idToken -> request.setAttribute(ID_TOKEN, idToken));
        }
    }

    @Override
    public void onLogoutSuccess(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication person)
            throws IOException {
        goOn(request, response, Optional.ofNullable((String) request.getAttribute(ID_TOKEN)));
    }

    /** @param idToken empty where the session did not begin at the provider */
    void goOn(HttpServletRequest request, HttpServletResponse response, Optional<String> idToken) throws IOException {
        String here = idToken.isPresent() ? "/login?logout=here" : "/login?logout";
        String target =
                idToken.flatMap(provider::endOfSession).map(String::valueOf).orElse(here);
        new DefaultRedirectStrategy().sendRedirect(request, response, target);
    }
}
