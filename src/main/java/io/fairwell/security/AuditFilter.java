package io.fairwell.security;

import io.fairwell.audit.AuditEntry;
import io.fairwell.audit.AuditEntry.Outcome;
import io.fairwell.audit.AuditTrail;
import io.fairwell.audit.AuditedRequest;
import io.fairwell.audit.Refusals;
import io.fairwell.database.DatabaseAway;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Requests in the audit trail: those that change something or show data of a customer, however they end, and whatever
 * was refused. What changes something has been written with that change already. What people do in the engine's web
 * applications the engine tells itself.
 */
class AuditFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(AuditFilter.class);

    private static final List<String> PERSONAL = List.of("/api/v1/", "/v1/", "/desk", "/my/");
    private static final String CALLBACKS = "/callbacks/";
    private static final Set<String> READS = Set.of("GET", "HEAD");
    private static final Set<String> WRITES = Set.of("POST", "PUT", "DELETE", "PATCH");
    private static final Set<Integer> NOT_ALLOWED = Set.of(401, 403, 429);
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_FAILURE = 500;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z-]{1,40}\\d?");
    private static final Set<String> QUERY_IDS = Set.of("customerId", "subscriptionId", "caseNumber");

    private final AuditTrail trail;
    private final Refusals refusals;

    AuditFilter(AuditTrail trail, Refusals refusals) {
        this.trail = trail;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        AuditedRequest audited =
                AuditedRequest.begin(ClientAddress.of(request), () -> action(request), () -> ids(request));
        int status = FIRST_FAILURE;
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            record(request, audited, status);
            AuditedRequest.end();
        }
    }

    /** The answer is on its way: what cannot be written now can only be complained about. */
    private void record(HttpServletRequest request, AuditedRequest audited, int status) {
        try {
            write(request, audited, status);
        } catch (RuntimeException e) {
            if (DatabaseAway.isCauseOf(e)) {
                LOG.warn("{} is not in the audit trail: the database cannot be reached", action(request));
            } else {
                LOG.error("{} is not in the audit trail", action(request), e);
            }
        }
    }

    private void write(HttpServletRequest request, AuditedRequest audited, int status) {
        if (NOT_ALLOWED.contains(status)) {
            refusals.count(audited.entry(Outcome.REFUSED, Map.of("status", Integer.toString(status))));
        } else if (isOfInterest(request, status) && (status >= FIRST_ERROR || !audited.isRecorded())) {
            Outcome outcome =
                    status < FIRST_ERROR ? Outcome.DONE : status < FIRST_FAILURE ? Outcome.REFUSED : Outcome.FAILED;
            AuditEntry entry = audited.entry(outcome, Map.of("status", Integer.toString(status)));
            if (outcome == Outcome.DONE && WRITES.contains(request.getMethod())) {
                trail.record(entry);
            } else {
                trail.recordLightly(entry);
            }
        }
    }

    private static boolean isOfInterest(HttpServletRequest request, int status) {
        String path = request.getRequestURI();
        boolean personal = PERSONAL.stream().anyMatch(path::startsWith);
        if (READS.contains(request.getMethod())) {
            // Whoever is only sent elsewhere has seen nothing.
            return personal && !HttpStatusCode.valueOf(status).is3xxRedirection();
        }
        return WRITES.contains(request.getMethod()) && (personal || path.startsWith(CALLBACKS));
    }

    private static String action(HttpServletRequest request) {
        String method = request.getMethod();
        boolean known = READS.contains(method) || WRITES.contains(method);
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return (known ? method : "OTHER") + ' ' + (pattern == null ? route(request.getRequestURI()) : pattern);
    }

    /** What nobody has matched yet: the beginning, without anything that could be more than a word. */
    private static String route(String path) {
        return Arrays.stream(path.split("/", -1))
                .skip(1)
                .limit(3)
                .map(part -> WORD.matcher(part).matches() ? part : "*")
                .collect(Collectors.joining("/", "/", ""));
    }

    /** Of the address and of the query: case, subscription, customer. What lets its reader into a case is not kept. */
    private static Map<String, String> ids(HttpServletRequest request) {
        Map<String, String> ids = new TreeMap<>();
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            variables.forEach((name, value) ->
                    put(ids, name.equals("number") ? "caseNumber" : String.valueOf(name), String.valueOf(value)));
        }
        ids.remove("token");
        String query = request.getQueryString();
        if (query != null) {
            for (String parameter : query.split("&")) {
                String[] parts = parameter.split("=", 2);
                if (parts.length == 2 && QUERY_IDS.contains(parts[0])) {
                    put(ids, parts[0], parts[1]);
                }
            }
        }
        return ids;
    }

    private static void put(Map<String, String> ids, String name, String value) {
        if (ID.matcher(value).matches()) {
            ids.put(name, value);
        }
    }
}
