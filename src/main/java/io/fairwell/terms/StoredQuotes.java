package io.fairwell.terms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.cancellation.EffectiveMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code quote}: written once, never changed. */
@Repository
class StoredQuotes {

    private static final int MOST_EARLIER = 50;

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    StoredQuotes(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(Quote quote, Wish wish) {
        jdbc.sql("""
                        INSERT INTO quote
                          (quote_id, tenant_id, subscription_id, created_at, valid_until, hash, mode, wished_date, body)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                        """)
                .param(quote.quoteId())
                .param(quote.tenantId())
                .param(quote.subscriptionId())
                .param(quote.createdAt().atOffset(ZoneOffset.UTC))
                .param(quote.validUntil().atOffset(ZoneOffset.UTC))
                .param(quote.hash())
                .param(wish.mode().name())
                .param(wish.date())
                .param(write(quote))
                .update();
    }

    Optional<Quote> find(String tenantId, String quoteId) {
        return jdbc.sql("SELECT body FROM quote WHERE tenant_id = ? AND quote_id = ?")
                .param(tenantId)
                .param(quoteId)
                .query(String.class)
                .optional()
                .map(this::read);
    }

    /** @return the quote, where it was given for this wish; another wish is not bound by it */
    Optional<Quote> findFor(String tenantId, String quoteId, EffectiveMode mode, @Nullable LocalDate date) {
        return jdbc.sql("""
                        SELECT body FROM quote WHERE tenant_id = ? AND quote_id = ? AND mode = ?
                          AND wished_date IS NOT DISTINCT FROM ?::date
                        """)
                .param(tenantId)
                .param(quoteId)
                .param(mode.name())
                .param(date)
                .query(String.class)
                .optional()
                .map(this::read);
    }

    /** @return quotes given before this one for the same subscription and the same wish, the latest first */
    List<Quote> earlier(String tenantId, String quoteId) {
        return jdbc.sql("""
                        SELECT earlier.body FROM quote this JOIN quote earlier
                          ON earlier.tenant_id = this.tenant_id AND earlier.subscription_id = this.subscription_id
                          AND earlier.mode = this.mode AND earlier.wished_date IS NOT DISTINCT FROM this.wished_date
                          AND earlier.created_at <= this.created_at AND earlier.quote_id <> this.quote_id
                        WHERE this.tenant_id = ? AND this.quote_id = ?
                        ORDER BY earlier.created_at DESC LIMIT ?
                        """).param(tenantId).param(quoteId).param(MOST_EARLIER).query(String.class).list().stream()
                .map(this::read)
                .toList();
    }

    private Quote read(String body) {
        try {
            return json.readValue(body, Quote.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored quote cannot be read", e);
        }
    }

    private String write(Quote quote) {
        try {
            return json.writeValueAsString(quote);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
