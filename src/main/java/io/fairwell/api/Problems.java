package io.fairwell.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Words a problem in the caller's language, for our own interface and for the dialects. */
@Component
class Problems {

    private static final String RETRY_AFTER_SECONDS = "5";

    private static final Set<ProblemType> COME_BACK =
            EnumSet.of(ProblemType.UNAVAILABLE, ProblemType.REQUEST_IN_PROGRESS, ProblemType.TOO_MANY_REQUESTS);

    private final ApiTexts texts;

    Problems(ApiTexts texts) {
        this.texts = texts;
    }

    ResponseEntity<Object> answer(HttpServletRequest request, ProblemType type, List<FieldFault> faults) {
        return answer(request, type, faults, Map.of(), new HttpHeaders());
    }

    /** Where what is wrong has been put into words by somebody else, in the language of the request. */
    ResponseEntity<Object> answerInWords(HttpServletRequest request, ProblemType type, List<Problem.Error> errors) {
        Locale locale = Languages.of(request);
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.set(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag());
        headers.setCacheControl("no-store");
        return ResponseEntity.status(type.status())
                .headers(headers)
                .body(new Problem(
                        "/problems/" + type.slug(),
                        title(locale, type),
                        type.status().value(),
                        detail(locale, type),
                        request.getRequestURI(),
                        errors,
                        Map.of()));
    }

    /** @param extensions further members of the problem */
    ResponseEntity<Object> answer(
            HttpServletRequest request,
            ProblemType type,
            List<FieldFault> faults,
            Map<String, String> extensions,
            HttpHeaders headers) {
        Locale locale = Languages.of(request);
        boolean dialect = request.getRequestURI().startsWith("/v1/");
        HttpHeaders all = new HttpHeaders();
        all.putAll(headers);
        all.setContentType(dialect ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_PROBLEM_JSON);
        all.set(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag());
        all.setCacheControl("no-store");
        if (COME_BACK.contains(type) && !all.containsKey(HttpHeaders.RETRY_AFTER)) {
            all.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        Object body = dialect ? dialect(locale, type, faults) : problem(request, locale, type, faults, extensions);
        return ResponseEntity.status(type.status()).headers(all).body(body);
    }

    private Problem problem(
            HttpServletRequest request,
            Locale locale,
            ProblemType type,
            List<FieldFault> faults,
            Map<String, String> extensions) {
        return new Problem(
                "/problems/" + type.slug(),
                title(locale, type),
                type.status().value(),
                detail(locale, type),
                request.getRequestURI(),
                faults.stream()
                        .map(fault ->
                                new Problem.Error(fault.pointer(), Slugs.of(fault.fault()), texts.fault(locale, fault)))
                        .toList(),
                extensions);
    }

    private Map<String, String> dialect(Locale locale, ProblemType type, List<FieldFault> faults) {
        String message = faults.isEmpty()
                ? detail(locale, type)
                : faults.get(0).pointer().replaceFirst("^/", "") + ": " + texts.fault(locale, faults.get(0));
        Map<String, String> body = new LinkedHashMap<>();
        body.put("status", "error");
        body.put("message", message);
        return body;
    }

    String title(Locale locale, ProblemType type) {
        return texts.get(locale, "problem." + type.slug() + ".title");
    }

    String detail(Locale locale, ProblemType type) {
        return texts.get(locale, "problem." + type.slug() + ".detail");
    }

    /** What a caller can do about it. */
    String remedy(Locale locale, ProblemType type) {
        return texts.get(locale, "problem." + type.slug() + ".remedy");
    }
}
