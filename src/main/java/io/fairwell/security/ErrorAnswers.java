package io.fairwell.security;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.BasicErrorController;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.servlet.ModelAndView;

/** Errors that no controller has answered: pages for people stay as they are, programs get a problem. */
@Controller
class ErrorAnswers extends BasicErrorController {

    private final SecurityProblems problems;

    ErrorAnswers(
            ErrorAttributes attributes,
            ServerProperties server,
            List<ErrorViewResolver> views,
            SecurityProblems problems) {
        super(attributes, server.getError(), views);
        this.problems = problems;
    }

    @Override
    public @Nullable ModelAndView errorHtml(HttpServletRequest request, HttpServletResponse response) {
        HttpStatus status = getStatus(request);
        if (!PlainPage.isForPrograms(address(request)) || !hasWords(status)) {
            return super.errorHtml(request, response);
        }
        try {
            problems.write(request, response, status, slug(status));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return null;
    }

    @Override
    public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
        HttpStatus status = getStatus(request);
        if (!hasWords(status)) {
            return super.error(request);
        }
        Locale locale = SecurityTexts.supported(request.getLocale());
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.problem(status, slug(status), address(request), locale));
    }

    private static boolean hasWords(HttpStatus status) {
        return status == HttpStatus.BAD_REQUEST || status == HttpStatus.PAYLOAD_TOO_LARGE;
    }

    private static String slug(HttpStatus status) {
        return status == HttpStatus.BAD_REQUEST ? "malformed-request" : "too-large";
    }

    private static String address(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    }
}
