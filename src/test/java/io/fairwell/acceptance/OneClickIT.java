package io.fairwell.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairwell.testing.RunningDemo;
import io.fairwell.testing.RunningDemo.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** Quote, one click, done; and the same started over the engine's own interface. */
class OneClickIT {

    private static final String NATIVE = "/engine-rest/process-definition/key/cancellation/start";

    private final RunningDemo demo = RunningDemo.shared();
    private final Mailbox mailbox = new Mailbox(demo);

    @Test
    void whatWasQuotedIsWhatIsPaid() {
        Agreement plus = new Agreement("sub-one-click", "retail-annual", "108.00", 3).put(demo);
        Answer quote = demo.post(
                        "/api/v1/quotes",
                        "{\"subscriptionId\":\"sub-one-click\",\"effective\":{\"mode\":\"IMMEDIATE\"}}")
                .expect(200);
        assertThat(quote.text("/statement/refund/amount")).isEqualTo("22.00");

        Answer declared =
                Cases.declare(demo, plus.oneClick(quote.text("/quoteId"))).expect(201);

        String number = declared.text("/caseNumber");
        assertThat(declared.header("Location")).endsWith("/api/v1/cancellations/" + number);
        Answer done = Cases.awaitStatus(demo, number, "COMPLETED");
        assertThat(done.text("/outcome")).isEqualTo("COMPLETED");
        assertThat(done.text("/renewal")).isEqualTo("OFF");
        assertThat(done.text("/refund/state")).isEqualTo("PAID");
        assertThat(done.text("/refund/amount/amount")).isEqualTo("22.00");
        assertThat(done.text("/quote/quoteId")).isEqualTo(quote.text("/quoteId"));
        assertThat(done.text("/effectiveOn")).isEqualTo(Agreement.today().toString());
        assertThat(Cases.timeline(demo, number))
                .containsExactly(
                        "RECEIVED",
                        "RENEWAL_ON_HOLD",
                        "QUOTED",
                        "REFUND_APPROVED",
                        "SCHEDULED",
                        "EXECUTION_STARTED",
                        "BENEFITS_ENDED",
                        "DEVICES_UNBOUND",
                        "REFUND_PAID",
                        "COMPLETED");
        assertThat(mailbox.letter(number, "COMPLETED")).contains(number, "22.00");
        assertThat(mailbox.kinds(number)).containsOnlyOnce("RECEIPT", "COMPLETED");
        assertThat(demo.get("/api/v1/cancellations/" + number + "/receipt", "Accept", "text/html")
                        .expect(200)
                        .body())
                .contains(number, "sub-one-click", "22.00");
        assertThat(demo.get("/api/v1/cancellations/" + number + "/refund-statement")
                        .expect(200)
                        .text("/quote/statement/refund/amount"))
                .isEqualTo("22.00");
        assertThat(demo.get("/api/v1/subscriptions/sub-one-click").expect(200).text("/renewal"))
                .isEqualTo("OFF");
        assertThat(demo.number("SELECT amount_minor FROM sandbox_payment WHERE case_number = '" + number + "'"))
                .isEqualTo(2200);
    }

    @Test
    void aNativeStartGetsACaseWithTheSameGuarantees() {
        Agreement plan = new Agreement("sub-native", "video-monthly", "25.00", 1).put(demo);
        String start = """
                {"variables":{"subscriptionId":{"value":"sub-native"},"reason":{"value":"TOO_EXPENSIVE"},
                 "effectiveMode":{"value":"PERIOD_END"}}}""";

        nativeStart("cancellation:write", start).expect(200);

        Answer cases =
                demo.get("/api/v1/cancellations?customerId=" + plan.customer()).expect(200);
        assertThat(cases.json().at("/items")).hasSize(1);
        String number = cases.text("/items/0/caseNumber");
        assertThat(cases.text("/items/0/reason/code")).isEqualTo("TOO_EXPENSIVE");
        Cases.awaitWhat(demo, number, "ENTER_CODE");
        await().untilAsserted(() -> assertThat(mailbox.kinds(number)).contains("RECEIPT", "CODE"));
        Answer second = nativeStart("cancellation:write", start).expect(409);
        assertThat(second.text("/type")).endsWith("/problems/already-cancelling");
        assertThat(second.text("/openCase")).isEqualTo(number);
        assertThat(demo.number("SELECT count(*) FROM cancellation_case WHERE subscription_id = 'sub-native'"))
                .isEqualTo(1);
    }

    @Test
    void aNativeStartByOneWhoMayVouchForTheIdentityGoesOnByItself() {
        Agreement plan = new Agreement("sub-native-attested", "retail-annual", "108.00", 3).put(demo);

        nativeStart("", """
                        {"variables":{"subscriptionId":{"value":"sub-native-attested"},
                         "effectiveMode":{"value":"IMMEDIATE"}}}""").expect(200);

        String number = demo.get("/api/v1/cancellations?customerId=" + plan.customer())
                .expect(200)
                .text("/items/0/caseNumber");
        Answer done = Cases.awaitStatus(demo, number, "COMPLETED");
        assertThat(done.text("/refund/state")).isEqualTo("PAID");
        assertThat(done.text("/refund/amount/amount")).isEqualTo("22.00");
    }

    private Answer nativeStart(String scope, String body) {
        return demo.send(demo.request(NATIVE)
                .headers("Authorization", "Bearer " + demo.token(scope), "Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void aNativeStartIsRefusedLikeAnyOther() {
        long before = demo.number("SELECT count(*) FROM act_hi_procinst");

        Answer unknown = demo.post(NATIVE, "{\"variables\":{\"subscriptionId\":{\"value\":\"sub-nobody\"}}}");
        Answer instructions = demo.post(NATIVE, """
                {"variables":{"subscriptionId":{"value":"sub-vip-term-1"}},
                 "startInstructions":[{"type":"startBeforeActivity","activityId":"Task_EndEntitlement"}]}""");

        assertThat(unknown.status()).as(unknown.toString()).isEqualTo(422);
        assertThat(unknown.text("/errors/0/pointer")).isEqualTo("/subscriptionId");
        assertThat(instructions.status()).as(instructions.toString()).isEqualTo(400);
        assertThat(demo.number("SELECT count(*) FROM act_hi_procinst")).isEqualTo(before);
    }
}
