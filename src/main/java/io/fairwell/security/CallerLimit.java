package io.fairwell.security;

import io.fairwell.audit.AuditedRequest;
import io.fairwell.security.RateLimits.Kind;
import io.fairwell.security.RateLimits.Taken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** Behind Spring Security: who is asking, for the audit trail, and how much they may ask. */
class CallerLimit extends OncePerRequestFilter {

    private final RateLimits limits;
    private final SecurityProblems problems;

    CallerLimit(RateLimits limits, SecurityProblems problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        Optional<Known> known = Known.of(authentication);
        if (known.isPresent()) {
            AuditedRequest audited = AuditedRequest.current();
            if (audited != null) {
                audited.by(known.get().actor(), known.get().tenantId());
            }
            limits.giveBack(Kind.ADDRESS, AddressLimit.network(request));
            Kind kind = authentication instanceof JwtAuthenticationToken ? Kind.CLIENT : Kind.PERSON;
            Taken taken = limits.take(kind, known.get().actor());
            if (!taken.granted()) {
                problems.tooMany(request, response, taken);
                return;
            }
            taken.tell(response);
        }
        chain.doFilter(request, response);
    }
}
