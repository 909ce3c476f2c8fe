package io.fairwell.harness;

import io.fairwell.testing.RunningDemo;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a defective product would do: it asks the gateway for a refund again, with a new key. */
final class PlantedRefund {

    private PlantedRefund() {}

    static void of(Evidence.Payment paid, String gatewayUrl, String secret) {
        String key = UUID.randomUUID().toString();
        String body = """
                {"key":"%s","caseNumber":"%s","subscriptionId":"planted","route":"CARD",\
                "amount":{"amount":"%s","currency":"CNY"}}""".formatted(key, paid.caseNumber(), BigDecimal.valueOf(paid.amount(), 2));
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        URI uri = URI.create(gatewayUrl + "/refunds");
        RunningDemo.send(
                        HttpClient.newHttpClient(),
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", key)
                                .header("Fairwell-Timestamp", timestamp)
                                .header("Fairwell-Signature", signature(secret, timestamp, uri.getPath(), key, body))
                                .POST(BodyPublishers.ofString(body)))
                .expect(201);
    }

    private static String signature(String secret, String timestamp, String path, String key, String body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String content = String.join(
                    "\n", timestamp, "POST", path, key, HexFormat.of().formatHex(hash));
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
