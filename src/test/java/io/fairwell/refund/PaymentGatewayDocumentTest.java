package io.fairwell.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.refund.GatewayAnswer.Settlement;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of docs/payment-gateway.md are what the code writes, signs and reads. */
class PaymentGatewayDocumentTest {

    private static final String KEY = "9f0c7a52-6f0e-4b8e-9d53-2f6a1c0d7e11";

    private final HttpGatewayMessages messages = new HttpGatewayMessages(new ObjectMapper());
    private String document = "";

    @BeforeEach
    void read() throws Exception {
        document = Files.readString(Path.of("docs/payment-gateway.md"));
    }

    private String find(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(document);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    @Test
    void theRequestIsWrittenAndSignedAsInTheExample() {
        byte[] body = messages.write(new GatewayRefund(
                KEY, Money.parse("CNY 22.00"), "CARD", "sub-1", new CaseNumber("FW-20260310-7K3M9A"), "pay-7"));
        assertThat(find("(?m)^(\\{\"key\".*\"route\".*\\})$")).isEqualTo(new String(body, StandardCharsets.UTF_8));
        assertThat(RequestSignature.of(
                        find("With the secret `(.+?)`, this request"),
                        find("Fairwell-Timestamp: (\\d+)"),
                        "POST",
                        find("(?m)^POST (/\\S+)$"),
                        KEY,
                        body))
                .isEqualTo(find("(?m)^(v1=[0-9a-f]{64})$"));
    }

    @Test
    void theMandateIsWrittenAsInTheExample() {
        byte[] body = messages.write(new GatewayMandate("mandate-main-FW-20260310-7K3M9A", "sub-1", "md-7"));
        assertThat(document).contains("```json\n" + new String(body, StandardCharsets.UTF_8) + "\n```");
    }

    @Test
    void theAnswersAreRead() {
        var told = messages.told(bytes(find("(?m)^(\\{\"key\".*\"settlement\":\"PENDING\".*\\})$")));
        assertThat(told.key()).isEqualTo(KEY);
        assertThat(told.answer()).isEqualTo(GatewayAnswer.accepted("R-2026-1"));
        var page = messages.page(bytes(find("(?m)^(\\{\"refunds\".*\\})$")));
        assertThat(page.next()).isNull();
        assertThat(page.payments())
                .containsExactly(new GatewayPayment(
                        KEY,
                        Money.parse("CNY 22.00"),
                        GatewayAnswer.accepted("R-2026-1", Settlement.SETTLED),
                        Instant.parse("2026-03-10T09:00:01Z")));
        assertThat(messages.isUnknown(bytes(find("404 with exactly `(.+?)`")))).isTrue();
    }

    @Test
    void theCallbackIsTaken() {
        Refunds refunds = mock(Refunds.class);
        String timestamp = find("the timestamp `(\\d+)`");
        var properties = new HttpGatewayProperties(
                URI.create("https://x"), "s", List.of(find("With `(whsec_\\S+)`")), Duration.ofHours(23));
        var callbacks = new HttpCallbacks(
                properties,
                messages,
                refunds,
                Clock.fixed(Instant.ofEpochSecond(Long.parseLong(timestamp)), ZoneOffset.UTC));
        Map<String, String> headers = Map.of(
                "webhook-id", find("the id `(\\S+)`"),
                "webhook-timestamp", timestamp,
                "webhook-signature", find("has the signature `(v1,\\S+)`"));
        byte[] body = bytes(find("(?m)^(\\{\"key\".*\"settlement\":\"SETTLED\",\"settledAt\":\"[^\"]+\"\\})$"));

        assertThatCode(() -> callbacks.accept(headers::get, body)).doesNotThrowAnyException();

        verify(refunds).gatewaySaid(KEY, GatewayAnswer.accepted("R-2026-1", Settlement.SETTLED));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
