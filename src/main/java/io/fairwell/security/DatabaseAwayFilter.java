package io.fairwell.security;

import io.fairwell.database.DatabaseAway;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * While the database is away people and systems are told to come back, wherever the request found out: sessions are in
 * the database, so that may be before any page.
 */
class DatabaseAwayFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseAwayFilter.class);
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final String SLUG = "unavailable";

    private final SecurityProblems problems;

    DatabaseAwayFilter(SecurityProblems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException e) {
            if (!DatabaseAway.isCauseOf(e) || response.isCommitted()) {
                throw e;
            }
            LOG.warn("{} {} is told to come back: the database cannot be reached", request.getMethod(), path(request));
            answer(request, response);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.reset();
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        problems.answer(request, response, HttpStatus.SERVICE_UNAVAILABLE, SLUG);
    }

    /** Without its query, and without an address that would let its reader into a customer's case. */
    private static String path(HttpServletRequest request) {
        return request.getRequestURI().replaceFirst("^(/my/).*", "$1...");
    }
}
