package io.fairwell.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.util.HtmlUtils;

/** A refusal for people, written without a template and without a look at their session: there may be neither. */
final class PlainPage {

    private PlainPage() {}

    private static final Pattern FOR_PROGRAMS =
            Pattern.compile("/(api/v1|v1|engine-rest|callbacks|oauth2/token)(/.*)?");

    /** Programs get a problem, whatever they say they would like. */
    static boolean isWanted(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return !isForPrograms(request.getRequestURI())
                && accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    static boolean isForPrograms(String path) {
        return FOR_PROGRAMS.matcher(path).matches();
    }

    /** @param slug under which its words stand */
    static void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String slug)
            throws IOException {
        Locale locale = SecurityTexts.supported(request.getLocale());
        response.setStatus(status.value());
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag());
        response.getWriter().write("""
                <!DOCTYPE html>
                <html lang="%1$s"><head><meta charset="utf-8"><title>%2$s</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <link rel="stylesheet" href="/assets/fairwell.css"></head>
                <body><main><h1>%2$s</h1><p>%3$s</p></main></body></html>
                """.formatted(
                        locale.toLanguageTag(), text(slug + ".title", locale), text(slug + ".detail", locale)));
    }

    private static String text(String key, Locale locale) {
        return HtmlUtils.htmlEscape(SecurityTexts.get(key, locale));
    }
}
