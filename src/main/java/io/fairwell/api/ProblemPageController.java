package io.fairwell.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Explains every problem type at the address that its answers name. */
@Controller
class ProblemPageController {

    private final Problems problems;
    private final ApiTexts texts;

    ProblemPageController(Problems problems, ApiTexts texts) {
        this.problems = problems;
        this.texts = texts;
    }

    record Entry(String slug, int status, String title, String detail, String remedy) {}

    @GetMapping(path = "/problems", produces = MediaType.TEXT_HTML_VALUE)
    String all(HttpServletRequest request, HttpServletResponse response, Model model) {
        Locale locale = Languages.of(request);
        return page(
                Arrays.stream(ProblemType.values())
                        .map(type -> entry(type, locale))
                        .toList(),
                locale,
                response,
                model);
    }

    @GetMapping(path = "/problems/{slug}", produces = MediaType.TEXT_HTML_VALUE)
    String one(@PathVariable String slug, HttpServletRequest request, HttpServletResponse response, Model model) {
        ProblemType type = ProblemType.ofSlug(slug)
                .orElseThrow(() -> new ResponseStatusException(org.springframework.http.HttpStatus.NOT_FOUND));
        Locale locale = Languages.of(request);
        return page(List.of(entry(type, locale)), locale, response, model);
    }

    private String page(List<Entry> entries, Locale locale, HttpServletResponse response, Model model) {
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag());
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        model.addAttribute("language", locale.toLanguageTag());
        model.addAttribute("title", texts.get(locale, "problems.title"));
        model.addAttribute("statusLabel", texts.get(locale, "problems.status"));
        model.addAttribute("remedyLabel", texts.get(locale, "problems.remedy"));
        model.addAttribute("entries", entries);
        return "api/problems";
    }

    private Entry entry(ProblemType type, Locale locale) {
        return new Entry(
                type.slug(),
                type.status().value(),
                problems.title(locale, type),
                problems.detail(locale, type),
                problems.remedy(locale, type));
    }
}
