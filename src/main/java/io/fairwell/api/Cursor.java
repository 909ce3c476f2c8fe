package io.fairwell.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Predicate;

/** Where a page ended: what it is ordered by, and the id of its last entry. Callers hand it back as they got it; its inside is nobody's business. */
record Cursor(Instant at, String id) {

    String encode() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((at + "|" + id).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param isId tells ids of this kind of page
     * @throws IllegalArgumentException for anything that we did not hand out
     */
    static Cursor decode(String text, Predicate<String> isId) {
        String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 2);
        if (parts.length != 2 || !isId.test(parts[1])) {
            throw new IllegalArgumentException("not a cursor");
        }
        Instant at = Instant.parse(parts[0]);
        if (at.isBefore(Instant.EPOCH) || at.isAfter(Instant.parse("9999-12-31T00:00:00Z"))) {
            throw new IllegalArgumentException("not a cursor");
        }
        return new Cursor(at, parts[1]);
    }
}
