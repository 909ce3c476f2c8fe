package io.fairwell.harness;

import io.fairwell.testing.RunningDemo;
import io.fairwell.testing.RunningDemo.Answer;
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
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A refund as the gateway is asked for it, past the product. */
record RefundRequest(String key, String caseNumber, String subscription, BigDecimal amount) {

    private String body() {
        return """
                {"key":"%s","caseNumber":"%s","subscriptionId":"%s","route":"CARD",\
                "amount":{"amount":"%s","currency":"CNY"}}""".formatted(key, caseNumber, subscription, amount);
    }

    /** @throws java.io.UncheckedIOException where there is no answer */
    Answer send(String gatewayUrl, String secret) {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        URI uri = URI.create(gatewayUrl + "/refunds");
        return RunningDemo.send(
                HttpClient.newHttpClient(),
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .header("Fairwell-Timestamp", timestamp)
                        .header("Fairwell-Signature", signature(secret, timestamp, uri.getPath()))
                        .POST(BodyPublishers.ofString(body())));
    }

    private String signature(String secret, String timestamp, String path) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body().getBytes(StandardCharsets.UTF_8));
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
