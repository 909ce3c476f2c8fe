package io.fairwell.security;

import io.fairwell.audit.AuditedRequest;
import io.fairwell.security.RateLimits.Kind;
import io.fairwell.security.RateLimits.Taken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How much may be asked from one network address before anybody knows who is asking. Whoever then turns out to be known
 * is counted under their own name instead ({@link CallerLimit}), and a successful attempt to get in does not count.
 */
class AddressLimit extends OncePerRequestFilter {

    private static final Set<String> DOORS =
            Set.of("/login", "/oauth2/token", PasswordPage.PATH, OidcLogoutController.BACK_CHANNEL);
    private static final int FIRST_ERROR = 400;
    /** In IPv6 whoever has one address has 2^64 of them. */
    private static final int GROUPS_OF_A_NETWORK = 4;

    private static final int GROUPS = 8;

    private final RateLimits limits;
    private final SecurityProblems problems;

    AddressLimit(RateLimits limits, SecurityProblems problems) {
        this.limits = limits;
        this.problems = problems;
    }

    /** Load balancers look often, and what is only a file costs nothing. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/actuator/health") || path.startsWith("/assets/") || path.equals("/favicon.ico");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String network = network(request);
        boolean door = request.getMethod().equals("POST") && DOORS.contains(request.getRequestURI());
        Taken taken = limits.take(Kind.ADDRESS, network);
        if (taken.granted() && door) {
            taken = limits.take(Kind.SIGN_IN, network);
        }
        if (!taken.granted()) {
            problems.tooMany(request, response, taken);
            return;
        }
        chain.doFilter(request, response);
        AuditedRequest audited = AuditedRequest.current();
        if (door && audited != null && audited.isKnown() && response.getStatus() < FIRST_ERROR) {
            limits.giveBack(Kind.SIGN_IN, network);
            limits.giveBack(Kind.ADDRESS, network);
        }
    }

    static String network(HttpServletRequest request) {
        String address = ClientAddress.of(request);
        return address.contains(":") ? network(address) : address;
    }

    /** @return the first half of it; an address in a form that is none of the usual ones counts as it stands */
    private static String network(String ipv6) {
        String[] halves = ipv6.split("::", 2);
        List<String> groups = new ArrayList<>(List.of(halves[0].split(":")));
        if (halves.length == 2) {
            int last = halves[1].isEmpty() ? 0 : halves[1].split(":").length;
            groups.removeIf(String::isEmpty);
            groups.addAll(Collections.nCopies(Math.max(0, GROUPS - groups.size() - last), "0"));
            groups.addAll(List.of(halves[1].split(":")));
        }
        if (ipv6.contains(".") || groups.size() < GROUPS) {
            return ipv6;
        }
        return groups.stream()
                .limit(GROUPS_OF_A_NETWORK)
                .map(group -> group.replaceFirst("^0+(?=.)", ""))
                .collect(Collectors.joining(":"));
    }
}
