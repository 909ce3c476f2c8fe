package io.fairwell.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Tells the engine's web applications who is signed in. They look up groups and tenants themselves, and again every few
 * minutes. Public because their filter makes it by its class name.
 */
public class WebappSignOn implements AuthenticationProvider {

    @Override
    public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof UsernamePasswordAuthenticationToken person
                && person.isAuthenticated()
                && !PeopleAuthentication.hasToChooseAPassword(person)) {
            return AuthenticationResult.successful(person.getName());
        }
        return AuthenticationResult.unsuccessful();
    }

    /** Nothing: the filter chain in front has already sent whoever is unknown to the login page. */
    @Override
    public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {}
}
