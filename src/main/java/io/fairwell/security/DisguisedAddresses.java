package io.fairwell.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/**
 * The engine's addresses count in one spelling only, so that whoever looks at a request on its way sees the same address as
 * the engine does. Comes before all others: some of them cannot even read what the server takes for such an address.
 */
class DisguisedAddresses extends OncePerRequestFilter {

    private final SecurityProblems problems;

    DisguisedAddresses(SecurityProblems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isDisguised(request)) {
            problems.write(request, response, HttpStatus.BAD_REQUEST, "malformed-request");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isDisguised(HttpServletRequest request) {
        try {
            String path = UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8);
            boolean isEngines = EngineRoutes.isEngines(path) || EngineRoutes.isEngines(request.getServletPath());
            return isEngines && !EngineRoutes.isCanonical(request);
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
