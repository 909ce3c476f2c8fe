package io.fairwell.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the whole session when somebody signs out in one of the engine's web applications. Comes after their own filters
 * have had their say, so that a forged request does not sign anybody out.
 */
class WebappLogout extends OncePerRequestFilter {

    private final ApplicationEventPublisher events;

    WebappLogout(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        HttpSession session = request.getSession(false);
        if (session != null && HttpStatus.valueOf(response.getStatus()).is2xxSuccessful()) {
            // The answer is on its way, so no new session can begin: what is left of this one leads to the provider.
            if (!OidcSession.leaveEnding(session)) {
                session.invalidate();
            }
            Authentication person = SecurityContextHolder.getContext().getAuthentication();
            if (person != null) {
                events.publishEvent(new LogoutSuccessEvent(person));
            }
            SecurityContextHolder.clearContext();
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || !request.getRequestURI().endsWith("/logout");
    }
}
