package io.fairwell.security;

import io.fairwell.database.DatabaseAway;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

/**
 * While the database is away people and systems are told to come back, wherever the request found out: sessions are in
 * the database, so that may be before any page. The page is written here, because an error page would look for the
 * session again.
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
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (isForPeople(request)) {
            page(request, response);
        } else {
            problems.write(request, response, HttpStatus.SERVICE_UNAVAILABLE, SLUG);
        }
    }

    private static void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Locale locale = SecurityTexts.supported(request.getLocale());
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag());
        response.getWriter()
                .write("""
                <!DOCTYPE html>
                <html lang="%1$s"><head><meta charset="utf-8"><title>%2$s</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <link rel="stylesheet" href="/assets/fairwell.css"></head>
                <body><main><h1>%2$s</h1><p>%3$s</p></main></body></html>
                """.formatted(locale.toLanguageTag(), text("title", locale), text("detail", locale)));
    }

    private static String text(String part, Locale locale) {
        return HtmlUtils.htmlEscape(SecurityTexts.get(SLUG + "." + part, locale));
    }

    private static boolean isForPeople(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    /** Without its query, and without an address that would let its reader into a customer's case. */
    private static String path(HttpServletRequest request) {
        return request.getRequestURI().replaceFirst("^(/my/).*", "$1...");
    }
}
