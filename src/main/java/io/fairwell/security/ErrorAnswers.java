package io.fairwell.security;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.BasicErrorController;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;

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
    public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
        HttpStatus status = getStatus(request);
        if (status != HttpStatus.BAD_REQUEST && status != HttpStatus.PAYLOAD_TOO_LARGE) {
            return super.error(request);
        }
        Locale locale = SecurityTexts.supported(request.getLocale());
        String slug = status == HttpStatus.BAD_REQUEST ? "malformed-request" : "too-large";
        String address = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.problem(status, slug, address, locale));
    }
}
