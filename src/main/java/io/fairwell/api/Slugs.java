package io.fairwell.api;

import java.util.Locale;

/** How enum constants are written in addresses and error codes. */
final class Slugs {

    private Slugs() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
