package io.fairwell.process.task;

import io.fairwell.cancellation.DecisionRefused;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** What the process tells people: agents in the language of their browser, customers in that of their case. */
@Component
class ProcessTexts {

    private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

    ProcessTexts() {
        messages.setBasename("messages/process");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
    }

    /** A text for the customer of a case, for example a legal basis. */
    String of(String key, String languageTag) {
        return messages.getMessage(key, null, Locale.forLanguageTag(languageTag));
    }

    String of(DecisionRefused refused) {
        return messages.getMessage(
                "refused." + refused.why(), new Object[] {refused.argument()}, LocaleContextHolder.getLocale());
    }
}
