package io.fairwell.harness;

import java.math.BigDecimal;
import java.util.UUID;

/** What a defective product would do: it asks the gateway for a refund again, with a new key. */
final class PlantedRefund {

    private PlantedRefund() {}

    static void of(Evidence.Payment paid, String gatewayUrl, String secret) {
        String key = UUID.randomUUID().toString();
        new RefundRequest(key, paid.caseNumber(), "planted", BigDecimal.valueOf(paid.amount(), 2))
                .send(gatewayUrl, secret)
                .expect(201);
    }
}
