package io.fairwell.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/** The body of a problem answer (RFC 9457). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        List<Error> errors,
        @JsonAnyGetter Map<String, String> extensions) {

    record Error(String pointer, String code, String detail) {}
}
