package io.fairwell.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The two languages people are written to in, and which of them a caller asks for. */
final class Languages {

    static final Locale ENGLISH = Locale.ENGLISH;
    static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;
    static final List<String> TAGS = List.of("en", "zh-CN");

    private Languages() {}

    /** @return the better match of {@code Accept-Language}; English where it names neither language */
    static Locale of(HttpServletRequest request) {
        return asked(request).orElse(ENGLISH);
    }

    /** @return empty where {@code Accept-Language} is absent, unreadable or names neither language */
    static Optional<Locale> asked(HttpServletRequest request) {
        String header = String.join(",", Collections.list(request.getHeaders("Accept-Language")));
        if (header.isBlank()) {
            return Optional.empty();
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0)
                    .flatMap(range -> spoken(range.getRange()).stream())
                    .findFirst();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Locale> spoken(String range) {
        return switch (range.split("-", 2)[0]) {
            case "en" -> Optional.of(ENGLISH);
            case "zh" -> Optional.of(CHINESE);
            default -> Optional.empty();
        };
    }
}
