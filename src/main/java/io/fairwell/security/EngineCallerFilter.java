package io.fairwell.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells the engine who is calling its REST interface, so that its authorizations and tenant checks apply. */
class EngineCallerFilter extends OncePerRequestFilter {

    /** Keeps a client named like a person from having that person's authorizations. */
    static final String CLIENT_PREFIX = "client:";

    private final RequestMatcher engine;
    private final CurrentCaller currentCaller;
    private final IdentityService identityService;

    EngineCallerFilter(RequestMatcher engine, CurrentCaller currentCaller, IdentityService identityService) {
        this.engine = engine;
        this.currentCaller = currentCaller;
        this.identityService = identityService;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !engine.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller = currentCaller.get();
        identityService.setAuthentication(userId(caller), groups(caller), List.of(caller.tenantId()));
        try {
            chain.doFilter(request, response);
        } finally {
            identityService.clearAuthentication();
        }
    }

    static String userId(Caller caller) {
        return CLIENT_PREFIX + caller.clientId();
    }

    private static List<String> groups(Caller caller) {
        return caller.may(Scopes.RULES_DEPLOY) ? List.of(Groups.UPSTREAM, Groups.DEPLOYERS) : List.of(Groups.UPSTREAM);
    }
}
