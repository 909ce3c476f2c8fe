package io.fairwell.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Answers requests of upstream systems that are refused before they reach a controller (RFC 9457, RFC 6750). */
@Component
class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final BearerTokenAuthenticationEntryPoint unauthorized = new BearerTokenAuthenticationEntryPoint();
    private final BearerTokenAccessDeniedHandler forbidden = new BearerTokenAccessDeniedHandler();
    private final ObjectMapper json;

    SecurityProblems(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        unauthorized.commence(request, response, refused);
        // The endpoint answers 400 to a request that carries two tokens, and 401 otherwise.
        HttpStatus status = HttpStatus.valueOf(response.getStatus());
        write(request, response, status, status == HttpStatus.UNAUTHORIZED ? "unauthorized" : "malformed-request");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException {
        forbidden.handle(request, response, refused);
        write(request, response, HttpStatus.FORBIDDEN, "forbidden");
    }

    void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String slug)
            throws IOException {
        Locale locale = SecurityTexts.supported(request.getLocale());
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag());
        json.writeValue(response.getOutputStream(), problem(status, slug, request.getRequestURI(), locale));
    }

    /** As a page where a browser asks for one. */
    void answer(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String slug)
            throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (PlainPage.isWanted(request)) {
            PlainPage.write(request, response, status, slug);
        } else {
            write(request, response, status, slug);
        }
    }

    void tooMany(HttpServletRequest request, HttpServletResponse response, RateLimits.Taken refused)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(refused.retryAfter()));
        refused.tell(response);
        answer(request, response, HttpStatus.TOO_MANY_REQUESTS, "too-many-requests");
    }

    /** @param address null where the request was so wrong that it has none */
    Map<String, Object> problem(HttpStatus status, String slug, @Nullable String address, Locale locale) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "/problems/" + slug);
        problem.put("title", SecurityTexts.get(slug + ".title", locale));
        problem.put("status", status.value());
        problem.put("detail", SecurityTexts.get(slug + ".detail", locale));
        problem.put("instance", address == null || address.isBlank() ? "/" : address);
        return problem;
    }
}
