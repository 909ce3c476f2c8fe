package io.fairwell.api;

import io.fairwell.cancellation.CaseNumber;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Where a page of cases ended. Callers hand it back as they got it; its inside is nobody's business. */
record Cursor(Instant updatedAt, String caseNumber) {

    String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((updatedAt + "|" + caseNumber).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException for anything that we did not hand out */
    static Cursor decode(String text) {
        String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 2);
        if (parts.length != 2 || CaseNumber.parse(parts[1]).isEmpty()) {
            throw new IllegalArgumentException("not a cursor");
        }
        Instant at = Instant.parse(parts[0]);
        if (at.isBefore(Instant.EPOCH) || at.isAfter(Instant.parse("9999-12-31T00:00:00Z"))) {
            throw new IllegalArgumentException("not a cursor");
        }
        return new Cursor(at, parts[1]);
    }
}
