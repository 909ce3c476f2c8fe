package io.fairwell.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;

/** Tells tokens that are no good from tokens that nobody can check at the moment, which is not the caller's fault. */
class BearerFailures implements ObjectPostProcessor<BearerTokenAuthenticationFilter> {

    private static final Logger LOG = LoggerFactory.getLogger(BearerFailures.class);
    private static final String RETRY_AFTER_SECONDS = "10";

    private final SecurityProblems problems;

    BearerFailures(SecurityProblems problems) {
        this.problems = problems;
    }

    @Override
    public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
        filter.setAuthenticationFailureHandler(this::answer);
        return filter;
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        if (refused instanceof AuthenticationServiceException) {
            LOG.warn("No token can be checked at the moment: {}", refused.getMessage());
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            problems.write(request, response, HttpStatus.SERVICE_UNAVAILABLE, "unavailable");
        } else {
            problems.commence(request, response, refused);
        }
    }
}
