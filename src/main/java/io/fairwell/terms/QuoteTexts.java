package io.fairwell.terms;

import java.util.Locale;
import org.springframework.stereotype.Component;

/** Quotes in words. */
@Component
public class QuoteTexts {

    public String formula(Formula formula, Locale locale) {
        throw new IllegalStateException("being written");
    }

    public String impact(Impact impact, Locale locale) {
        throw new IllegalStateException("being written");
    }

    public String legalBasis(String code, Locale locale) {
        throw new IllegalStateException("being written");
    }
}
