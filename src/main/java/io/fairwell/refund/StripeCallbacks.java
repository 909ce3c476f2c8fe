package io.fairwell.refund;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.refund.CallbackRefused.Why;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Events of Stripe about refunds (docs.stripe.com/webhooks). Whatever else Stripe tells, and refunds that were not
 * ordered by us, are passed over: a refusal would make Stripe send them again.
 */
@Component
@ConditionalOnProperty(name = "fairwell.refund.gateway", havingValue = StripeGateway.NAME)
class StripeCallbacks implements GatewayCallbacks {

    private static final Set<String> ABOUT_A_REFUND =
            Set.of("refund.created", "refund.updated", "refund.failed", "charge.refund.updated");
    /** Carries the refunds themselves in older versions of Stripe's interface only. */
    private static final String ABOUT_A_CHARGE = "charge.refunded";

    private final CallbackSecrets secrets;
    private final ObjectMapper json;
    private final Refunds refunds;

    StripeCallbacks(StripeProperties properties, ObjectMapper json, Refunds refunds, Clock clock) {
        secrets = new CallbackSecrets(
                "fairwell.refund.stripe.webhook-secret",
                properties.webhookSecret(),
                secret -> secret.getBytes(StandardCharsets.UTF_8),
                clock);
        this.json = json;
        this.refunds = refunds;
    }

    @Override
    public String gateway() {
        return StripeGateway.NAME;
    }

    @Override
    public void accept(Function<String, @Nullable String> header, byte[] body) {
        String given = String.valueOf(header.apply("Stripe-Signature"));
        List<String> timestamps = values(given, "t=");
        String timestamp = timestamps.size() == 1 ? timestamps.get(0) : null;
        byte[] start = (timestamp + ".").getBytes(StandardCharsets.UTF_8);
        secrets.require(timestamp, RequestSignature.joined(start, body), signatures(given));
        JsonNode event = event(body);
        String type = event.path("type").textValue();
        JsonNode object = event.path("data").path("object");
        if (ABOUT_A_REFUND.contains(type)) {
            tell(object);
        } else if (ABOUT_A_CHARGE.equals(type)) {
            object.path("refunds").path("data").forEach(this::tell);
        }
    }

    private JsonNode event(byte[] body) {
        try {
            JsonNode event = json.readTree(body);
            if (event != null && event.path("type").isTextual()) {
                return event;
            }
        } catch (IOException e) {
            // said below: the parser's message would quote what was sent
        }
        throw new CallbackRefused(Why.UNREADABLE, "no event");
    }

    private void tell(JsonNode refund) {
        String key = refund.path("metadata").path(StripeRefunds.KEY).asText();
        if (key.isEmpty()) {
            return;
        }
        GatewayAnswer answer;
        try {
            answer = StripeRefunds.answer(
                    refund.path("id").asText(), refund.path("status").asText());
        } catch (GatewayUnavailable e) {
            throw new CallbackRefused(Why.UNREADABLE, "a refund in a state we do not know");
        }
        refunds.gatewaySaid(key, answer);
    }

    private static List<byte[]> signatures(String header) {
        List<byte[]> signatures = new ArrayList<>();
        for (String hex : values(header, "v1=")) {
            try {
                signatures.add(HexFormat.of().parseHex(hex));
            } catch (IllegalArgumentException e) {
                // not hexadecimal: not a signature
            }
        }
        return signatures;
    }

    private static List<String> values(String header, String name) {
        List<String> values = new ArrayList<>();
        for (String item : header.split(",")) {
            if (item.strip().startsWith(name)) {
                values.add(item.strip().substring(name.length()));
            }
        }
        return values;
    }
}
