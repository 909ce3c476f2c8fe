package io.fairwell.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Through the engine's own REST interface an upstream system reads the process instances that it has started there, and
 * no others: the same 404 for what others have started and for what nobody has.
 */
class OwnInstances extends OncePerRequestFilter {

    private static final String NAME = "instance";
    private static final String ID = "{" + NAME + ":[0-9a-f]{8}-[0-9a-f-]{27}}";

    static final RequestMatcher READING = new OrRequestMatcher(
            Stream.of("/engine-rest/process-instance/" + ID, "/engine-rest/history/process-instance/" + ID)
                    .<RequestMatcher>map(
                            path -> PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, path))
                    .toList());

    private final HistoryService historyService;
    private final CurrentCaller currentCaller;
    private final SecurityProblems problems;

    OwnInstances(HistoryService historyService, CurrentCaller currentCaller, SecurityProblems problems) {
        this.historyService = historyService;
        this.currentCaller = currentCaller;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !READING.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isOwn(READING.matcher(request).getVariables().get(NAME))) {
            chain.doFilter(request, response);
        } else {
            problems.write(request, response, HttpStatus.NOT_FOUND, "not-found");
        }
    }

    private boolean isOwn(String id) {
        Caller caller = currentCaller.get();
        return historyService
                        .createHistoricProcessInstanceQuery()
                        .processInstanceId(id)
                        .startedBy(EngineCallerFilter.userId(caller))
                        .tenantIdIn(caller.tenantId())
                        .count()
                > 0;
    }
}
