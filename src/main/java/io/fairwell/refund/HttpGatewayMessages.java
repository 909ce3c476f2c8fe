package io.fairwell.refund;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairwell.refund.GatewayAnswer.Settlement;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The bodies of docs/payment-gateway.md. Fields that are not known are passed over. */
@Component
final class HttpGatewayMessages {

    /** What is kept of a reference or a reason. */
    private static final int LONGEST_DETAIL = 255;

    /** What does not follow the contract. Messages name the field, never its content. */
    static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(String what) {
            super(what);
        }
    }

    /** @param key of the payment the answer is about */
    record Told(String key, GatewayAnswer answer) {}

    /** @param next where the list goes on; null at its end */
    record Page(List<GatewayPayment> payments, @Nullable String next) {}

    private final ObjectMapper json;

    HttpGatewayMessages(ObjectMapper json) {
        this.json = json;
    }

    byte[] write(GatewayRefund refund) {
        ObjectNode body = json.createObjectNode();
        body.put("key", refund.key());
        body.put("caseNumber", refund.caseNumber().value());
        body.put("subscriptionId", refund.subscriptionId());
        body.put("paymentReference", refund.paymentReference());
        body.put("route", refund.route());
        body.putObject("amount")
                .put("amount", refund.amount().getAmount().toPlainString())
                .put("currency", refund.amount().getCurrencyUnit().getCode());
        return bytes(body);
    }

    byte[] write(GatewayMandate mandate) {
        ObjectNode body = json.createObjectNode();
        body.put("key", mandate.key());
        body.put("subscriptionId", mandate.subscriptionId());
        body.put("mandateReference", mandate.mandateReference());
        return bytes(body);
    }

    private byte[] bytes(ObjectNode body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws Unreadable when it does not follow the contract */
    Told told(byte[] body) {
        return told(tree(body));
    }

    private static Told told(JsonNode refund) {
        return new Told(text(refund, "key"), answer(refund));
    }

    private static GatewayAnswer answer(JsonNode refund) {
        return switch (text(refund, "status")) {
            case "ACCEPTED" -> GatewayAnswer.accepted(text(refund, "reference"), settlement(refund));
            case "DECLINED" -> GatewayAnswer.declined(text(refund, "reason"));
            default -> throw new Unreadable("\"status\" is neither ACCEPTED nor DECLINED");
        };
    }

    private static Settlement settlement(JsonNode refund) {
        JsonNode settlement = refund.path("settlement");
        if (settlement.isMissingNode() || settlement.isNull()) {
            return Settlement.PENDING;
        }
        return switch (settlement.asText()) {
            case "PENDING" -> Settlement.PENDING;
            case "SETTLED" -> Settlement.SETTLED;
            case "RETURNED" -> Settlement.RETURNED;
            default -> throw new Unreadable("\"settlement\" is none of PENDING, SETTLED and RETURNED");
        };
    }

    /** Whether this is how the gateway itself, not something in front of it, says that it never got the key. */
    boolean isUnknown(byte[] body) {
        try {
            return "UNKNOWN".equals(tree(body).path("status").asText());
        } catch (Unreadable e) {
            return false;
        }
    }

    /** @throws Unreadable when it does not follow the contract */
    Page page(byte[] body) {
        JsonNode page = tree(body);
        if (!page.path("refunds").isArray()) {
            throw new Unreadable("\"refunds\" is no list");
        }
        List<GatewayPayment> payments = new ArrayList<>();
        page.path("refunds").forEach(refund -> payments.add(payment(refund)));
        JsonNode next = page.path("next");
        return new Page(payments, next.isTextual() && !next.textValue().isEmpty() ? next.textValue() : null);
    }

    private static GatewayPayment payment(JsonNode refund) {
        try {
            return new GatewayPayment(
                    text(refund, "key"),
                    amount(refund.path("amount")),
                    answer(refund),
                    Instant.parse(text(refund, "createdAt")));
        } catch (DateTimeException e) {
            throw new Unreadable("\"createdAt\" is no instant");
        }
    }

    private static Money amount(JsonNode amount) {
        try {
            return Money.of(CurrencyUnit.of(text(amount, "currency")), new BigDecimal(text(amount, "amount")));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new Unreadable("\"amount\" is no amount");
        }
    }

    private JsonNode tree(byte[] body) {
        try {
            JsonNode tree = json.readTree(body);
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (java.io.IOException e) {
            // said below: the parser's message would quote what was sent
        }
        throw new Unreadable("no JSON object");
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > LONGEST_DETAIL
                || value.textValue().chars().anyMatch(Character::isISOControl)) {
            throw new Unreadable("\"" + field + "\" is missing or no text of 1 to " + LONGEST_DETAIL + " characters");
        }
        return value.textValue();
    }
}
