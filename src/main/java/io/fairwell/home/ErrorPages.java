package io.fairwell.home;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** What people see in their browser when a page is missing, closed to them, or broken; never what went wrong inside. */
@Component
class ErrorPages implements ErrorViewResolver {

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        String kind = status == HttpStatus.NOT_FOUND
                ? "missing"
                : status.value() == HttpStatus.FORBIDDEN.value() || status == HttpStatus.UNAUTHORIZED
                        ? "closed"
                        : status.is4xxClientError() ? "wrong" : "broken";
        HomeWords words = HomeWords.in(request.getLocale());
        return new ModelAndView(
                "error", Map.of("kind", kind, "lang", words.locale().toLanguageTag(), "t", words.texts()), status);
    }
}
