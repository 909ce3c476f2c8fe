package io.fairwell.desk;

import java.time.ZoneId;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/**
 * The texts of the pages. A source of its own, because the language of a customer's page is that of the case and not
 * that of the browser, and because a missing text must fail loudly.
 */
@Component
class Dictionary {

    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();

    Dictionary() {
        texts.setBasename("messages/desk");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
    }

    /** @param wanted any locale; every Chinese is answered in simplified Chinese, everything else in English */
    Words in(Locale wanted, ZoneId zone) {
        Locale spoken = "zh".equals(wanted.getLanguage()) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        return new Words(texts, spoken, zone);
    }
}
