package io.fairwell.api;

import java.util.List;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** What this module says to people, in English and Chinese. */
@Component
class ApiTexts {

    private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

    ApiTexts() {
        messages.setBasename("messages/api");
        messages.setDefaultEncoding("UTF-8");
        // English stands in the file without a language, whatever the machine's own language is.
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
    }

    /** @throws org.springframework.context.NoSuchMessageException when a text was forgotten */
    String get(Locale locale, String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    String fault(Locale locale, FieldFault fault) {
        List<String> arguments = fault.arguments();
        return get(locale, "field." + Slugs.of(fault.fault()), arguments.toArray());
    }
}
