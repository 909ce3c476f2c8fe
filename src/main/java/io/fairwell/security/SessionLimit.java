package io.fairwell.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends sessions that have lasted too long since the sign-in, however busy they are. Idle ones end by themselves. */
class SessionLimit extends OncePerRequestFilter {

    private final Clock clock;
    private final Duration lifetime;

    SessionLimit(Clock clock, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** Each sign-in makes a new session, so it is as old as the sign-in. */
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null && clock.instant().isAfter(end(session))) {
            session.invalidate();
        }
        chain.doFilter(request, response);
    }

    private Instant end(HttpSession session) {
        return Instant.ofEpochMilli(session.getCreationTime()).plus(lifetime);
    }
}
