package io.fairwell.refund;

import io.fairwell.refund.CallbackRefused.Why;
import io.fairwell.refund.HttpGatewayMessages.Told;
import io.fairwell.refund.HttpGatewayMessages.Unreadable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Callbacks signed as Standard Webhooks has it; the body is the same as the answer to a refund. */
@Component
@ConditionalOnProperty(name = "fairwell.refund.gateway", havingValue = HttpGateway.NAME)
class HttpCallbacks implements GatewayCallbacks {

    private static final String SETTING = "fairwell.refund.http.callback-secret";
    private static final String ENCODED = "whsec_";
    private static final String VERSION = "v1,";

    private final CallbackSecrets secrets;
    private final HttpGatewayMessages messages;
    private final Refunds refunds;

    HttpCallbacks(HttpGatewayProperties properties, HttpGatewayMessages messages, Refunds refunds, Clock clock) {
        secrets = new CallbackSecrets(SETTING, properties.callbackSecret(), HttpCallbacks::secret, clock);
        this.messages = messages;
        this.refunds = refunds;
    }

    /** {@code whsec_} and base64, or any other text as it is. */
    private static byte[] secret(String written) {
        if (!written.startsWith(ENCODED)) {
            return written.getBytes(StandardCharsets.UTF_8);
        }
        try {
            byte[] secret = Base64.getDecoder().decode(written.substring(ENCODED.length()));
            if (secret.length > 0) {
                return secret;
            }
        } catch (IllegalArgumentException e) {
            // said below: the message would quote the secret
        }
        throw new GatewayMisconfigured(
                SETTING + " begins with " + ENCODED + ", but no base64 follows.",
                "Set " + SETTING + " to what the gateway shows, or to any other text that both sides know.");
    }

    @Override
    public String gateway() {
        return HttpGateway.NAME;
    }

    @Override
    public void accept(Function<String, @Nullable String> header, byte[] body) {
        String timestamp = header.apply("webhook-timestamp");
        byte[] start = (header.apply("webhook-id") + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        secrets.require(timestamp, RequestSignature.joined(start, body), signatures(header.apply("webhook-signature")));
        Told told;
        try {
            told = messages.told(body);
        } catch (Unreadable e) {
            throw new CallbackRefused(Why.UNREADABLE, String.valueOf(e.getMessage()));
        }
        refunds.gatewaySaid(told.key(), told.answer());
    }

    private static List<byte[]> signatures(@Nullable String header) {
        List<byte[]> signatures = new ArrayList<>();
        for (String one : String.valueOf(header).split(" ")) {
            if (one.startsWith(VERSION)) {
                try {
                    signatures.add(Base64.getDecoder().decode(one.substring(VERSION.length())));
                } catch (IllegalArgumentException e) {
                    // not base64: not a signature
                }
            }
        }
        return signatures;
    }
}
