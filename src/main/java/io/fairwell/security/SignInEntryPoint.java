package io.fairwell.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.stereotype.Component;

/**
 * Where people sign in who are not signed in: at the provider, unless there is a choice, then at our own page. Somebody
 * who has just signed out in Tasklist is first signed out at the provider, which would otherwise let them in again.
 */
@Component
class SignInEntryPoint implements AuthenticationEntryPoint {

    private final OidcProperties oidc;

    SignInEntryPoint(OidcProperties oidc) {
        this.oidc = oidc;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        HttpSession session = request.getSession(false);
        String target = "/login";
        if (session != null && OidcSession.isEnding(session)) {
            target = OidcLogoutController.LEAVE;
        } else if (!oidc.formOpen()) {
            target = OidcLogin.START;
        }
        new DefaultRedirectStrategy().sendRedirect(request, response, target);
    }
}
