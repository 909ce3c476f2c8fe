package io.fairwell.terms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fairwell.money.MoneyJson;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * SHA-256 over a quote as canonical JSON: UTF-8, no white space, fields and map keys in alphabetical order, dates and
 * instants in ISO 8601, the hash itself left empty. Independent of how the application's own JSON is configured.
 */
final class QuoteHash {

    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new MoneyJson())
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private QuoteHash() {}

    /** @return 64 lower-case hexadecimal digits */
    static String of(Quote quote) {
        return DigestUtils.sha256Hex(canonical(quote));
    }

    /** What the hash is taken of. */
    static String canonical(Quote quote) {
        try {
            return CANONICAL.writeValueAsString(withHash(quote, ""));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Quote sealed(Quote quote) {
        return withHash(quote, of(quote));
    }

    private static Quote withHash(Quote quote, String hash) {
        return new Quote(
                quote.quoteId(),
                hash,
                quote.tenantId(),
                quote.subscriptionId(),
                quote.createdAt(),
                quote.validUntil(),
                quote.requestOn(),
                quote.effectiveOn(),
                quote.immediate(),
                quote.basis(),
                quote.where(),
                quote.nextCharge(),
                quote.impact(),
                quote.statement(),
                quote.decisions(),
                quote.facts(),
                quote.shownRefund());
    }
}
