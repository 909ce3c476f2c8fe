package io.fairwell.security;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what an issuer says about somebody, wherever it says it. */
final class Claims {

    private Claims() {}

    /**
     * The text or texts of a claim; empty where there is none.
     *
     * @param path of names with dots between them, such as {@code realm_access.roles}; a name may itself have dots
     */
    static Set<String> texts(Map<String, Object> claims, String path) {
        Set<String> texts = new LinkedHashSet<>();
        Object found = find(claims, path);
        if (found instanceof Collection<?> several) {
            several.forEach(one -> add(texts, one));
        } else {
            add(texts, found);
        }
        return texts;
    }

    /** @return empty also where there are several */
    static Optional<String> text(Map<String, Object> claims, String path) {
        Set<String> texts = texts(claims, path);
        return texts.size() == 1 ? Optional.of(texts.iterator().next()) : Optional.empty();
    }

    private static void add(Set<String> texts, @Nullable Object value) {
        if (value instanceof String text && !text.isBlank()) {
            texts.add(text);
        }
    }

    private static @Nullable Object find(Map<?, ?> claims, String path) {
        Object whole = claims.get(path);
        for (int dot = path.indexOf('.'); whole == null && dot >= 0; dot = path.indexOf('.', dot + 1)) {
            if (claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
                whole = find(inner, path.substring(dot + 1));
            }
        }
        return whole;
    }
}
