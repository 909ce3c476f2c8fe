package io.fairwell.security;

import static org.springframework.security.web.util.matcher.RequestMatchers.anyOf;

import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/** What our own pages and the engine's web applications ask of everybody who is signed in. */
@Component
class PeopleGuards {

    private static final RequestMatcher PROGRAMS = paths("/camunda/api/**");
    private static final RequestMatcher OPEN_BEFORE_THE_FIRST_PASSWORD =
            paths(PasswordPage.PATH, "/logout", "/assets/**", "/favicon.ico", "/error");

    private final Clock clock;
    private final PeopleProperties properties;
    private final HttpSessionRequestCache pageCache;

    PeopleGuards(Clock clock, PeopleProperties properties, HttpSessionRequestCache pageCache) {
        this.clock = clock;
        this.properties = properties;
        this.pageCache = pageCache;
    }

    void addTo(HttpSecurity http) {
        http.addFilterBefore(new SessionLimit(clock, properties.sessionLifetime()), DisableEncodeUrlFilter.class)
                .addFilterBefore(
                        new FirstPassword(PROGRAMS, OPEN_BEFORE_THE_FIRST_PASSWORD, pageCache),
                        AuthorizationFilter.class);
    }

    private static RequestMatcher paths(String... patterns) {
        return anyOf(Stream.of(patterns)
                .map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toArray(RequestMatcher[]::new));
    }
}
