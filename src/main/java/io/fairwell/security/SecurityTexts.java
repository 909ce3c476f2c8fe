package io.fairwell.security;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Our texts for people, in simplified Chinese for any Chinese locale and in English for all others. */
final class SecurityTexts {

    private static final ResourceBundleMessageSource MESSAGES = messages();

    private SecurityTexts() {}

    static String get(String key, Locale locale) {
        return MESSAGES.getMessage(key, null, supported(locale));
    }

    static Locale supported(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/security");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
