package io.fairwell.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.QuoteTerms;
import io.fairwell.cancellation.Refund;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Events as other systems read them: CloudEvents 1.0 in the structured JSON form. Holds no personal data beyond the
 * customer number: whoever needs more follows the link, with a token.
 */
@Component
class EventBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String publicUrl;

    EventBody(@Value("${fairwell.public-url:http://localhost:8080}") String publicUrl) {
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    String of(String id, EventType type, CancellationCase c, CaseEvent event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("caseNumber", c.number().value());
        data.put("subscriptionId", c.request().subscriptionId());
        data.put("customerId", c.request().customerId());
        data.put("event", event.kind().name());
        data.put("status", c.status().name());
        data.put("declaredAt", c.request().declaredAt().toString());
        QuoteTerms quote = c.quote();
        put(data, "effectiveOn", quote == null ? null : quote.effectiveOn());
        put(data, "endedAt", c.endedAt());
        data.put("refund", refund(c.refund()));
        data.put("link", publicUrl + "/api/v1/cancellations/" + c.number());
        return envelope(id, type, event.at(), c.number().value(), data);
    }

    String test(String id, Instant at) {
        return envelope(id, EventType.TEST, at, null, Map.of("link", publicUrl + "/api/docs"));
    }

    private String envelope(String id, EventType type, Instant at, @Nullable String subject, Map<String, Object> data) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", publicUrl);
        event.put("type", type.text());
        put(event, "subject", subject);
        event.put("time", at.toString());
        event.put("datacontenttype", "application/json");
        event.put("data", data);
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event cannot be written", e);
        }
    }

    private static Map<String, Object> refund(Refund refund) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("state", refund.state().name());
        Money payable = refund.payable();
        if (payable != null) {
            written.put(
                    "amount",
                    Map.of(
                            "amount", payable.getAmount().toPlainString(),
                            "currency", payable.getCurrencyUnit().getCode()));
        }
        put(written, "eta", refund.eta());
        put(written, "settledAt", refund.progress().settledAt());
        return written;
    }

    private static void put(Map<String, Object> object, String name, @Nullable Object value) {
        if (value != null) {
            object.put(name, value.toString());
        }
    }
}
