package io.fairwell.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fairwell.testing.RunningDemo;
import io.fairwell.testing.RunningDemo.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The three requests that existing carriers, shops and banks send, byte for byte, on a demo nobody else has used. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SnippetsIT {

    private static final String PLAN = """
            {"plan_id":"2017_4G_FLY_PLAN","user_id":"13800138000","reason":"personal_choice"}""";
    private static final String MEMBERSHIP = """
            {"user_pin":"your_pin_here","membership_id":"2017_PLUS","cancel_type":"full"}""";
    private static final String POINTS = "/v1/points/status?card_no=622588XXXXXX1234&plan_id=2017_REWARD_PLAN";
    /** As they were published, but for the address, the token and the library. */
    private static final String SCRIPT = """
            import json, sys, urllib.request
            base, token = sys.argv[1], sys.argv[2]
            def call(path, payload=None):
                request = urllib.request.Request(base + path, headers={"Authorization": "Bearer " + token})
                if payload is not None:
                    request.data = json.dumps(payload).encode()
                    request.add_header("Content-Type", "application/json")
                with urllib.request.urlopen(request) as answer:
                    return json.load(answer)
            plan = call("/v1/plan/cancel",
                {"plan_id": "2017_4G_FLY_PLAN", "user_id": "13800138000", "reason": "personal_choice"})
            if plan["status"] == "success":
                print("cancel_no", plan["cancel_no"])
            membership = call("/v1/membership/cancel",
                {"user_pin": "your_pin_here", "membership_id": "2017_PLUS", "cancel_type": "full"})
            print("refund_amount", membership["refund_amount"])
            points = call("/v1/points/status?card_no=622588XXXXXX1234&plan_id=2017_REWARD_PLAN")
            print("cancel_status", points["cancel_status"])
            """;

    private static RunningDemo demo;

    @BeforeAll
    static void start() {
        demo = RunningDemo.start();
    }

    @AfterAll
    static void stop() {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    @Order(1)
    void aPlanIsCancelledOnceHoweverOftenAndInWhateverFormItIsSent() {
        Answer first = demo.post("/v1/plan/cancel", PLAN).expect(200);

        assertThat(first.text("/status")).isEqualTo("success");
        assertThat(first.text("/cancel_no")).matches("FW-\\d{8}-[0-9A-Z]{6}");
        assertThat(first.text("/effective_date")).matches("\\d{4}-\\d{2}-\\d{2}");
        for (Answer again : new Answer[] {
            demo.post("/v1/plan/cancel", PLAN),
            form("/v1/plan/cancel", "plan_id=2017_4G_FLY_PLAN&user_id=13800138000&reason=personal_choice")
        }) {
            assertThat(again.expect(200).text("/cancel_no")).isEqualTo(first.text("/cancel_no"));
            assertThat(again.text("/effective_date")).isEqualTo(first.text("/effective_date"));
        }
    }

    @Test
    @Order(2)
    void aMembershipIsCancelledInFullWithItsRefundToTheCent() {
        Answer first = form("/v1/membership/cancel", "user_pin=your_pin_here&membership_id=2017_PLUS&cancel_type=full");

        assertThat(first.expect(200).body()).contains("\"refund_amount\":22.00", "\"status\":\"success\"");
        Answer again = demo.post("/v1/membership/cancel", MEMBERSHIP).expect(200);
        assertThat(again.body()).contains("\"refund_amount\":22.00");
        assertThat(again.text("/cancel_no")).isEqualTo(first.text("/cancel_no"));

        Answer ended = Cases.awaitStatus(demo, first.text("/cancel_no"), "COMPLETED");
        assertThat(ended.text("/refund/state")).isEqualTo("PAID");
        assertThat(ended.text("/refund/amount/amount")).isEqualTo("22.00");
        Answer afterTheEnd = demo.post("/v1/membership/cancel", MEMBERSHIP).expect(200);
        assertThat(afterTheEnd.text("/cancel_no")).isEqualTo(first.text("/cancel_no"));
        assertThat(afterTheEnd.body()).contains("\"refund_amount\":22.00");
    }

    @Test
    @Order(3)
    void pointsTellWhetherTheyAreBeingCancelled() {
        assertThat(demo.get(POINTS).expect(200).body()).isEqualTo("{\"cancel_status\":\"none\"}");
        String wish = """
                {"customerId":"622588XXXXXX1234","planId":"2017_REWARD_PLAN","effective":{"mode":"IMMEDIATE"},
                 "identity":{"attestedBy":"hotline","method":"CARD_DIGITS"},"confirmed":true}""";

        String number = Cases.declare(demo, wish).expect(201).text("/caseNumber");

        assertThat(demo.get(POINTS).expect(200).text("/cancel_status")).isIn("pending", "completed");
        Cases.awaitStatus(demo, number, "COMPLETED");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(demo.get(POINTS).expect(200).body()).isEqualTo("{\"cancel_status\":\"completed\"}"));
    }

    @Test
    @Order(4)
    void aPlanNobodyHasIsNotFound() {
        Answer plan = demo.post("/v1/plan/cancel", PLAN.replace("4G_FLY", "9G_FLY"));
        Answer membership = form("/v1/membership/cancel", "user_pin=your_pin_here&membership_id=x&cancel_type=full");

        assertThat(plan.status()).isEqualTo(404);
        assertThat(membership.status()).isEqualTo(404);
        assertThat(plan.text("/message") + plan.text("/detail")).isNotBlank();
        assertThat(demo.get(POINTS.replace("1234", "9999")).expect(200).text("/cancel_status"))
                .isEqualTo("none");
    }

    @Test
    @Order(5)
    void theyRunAsPythonScripts(@TempDir Path folder) throws Exception {
        assumeTrue(pythonIsThere(), "no python3 on this machine");
        Path script = Files.writeString(folder.resolve("cancel.py"), SCRIPT);

        Process python = new ProcessBuilder("python3", script.toString(), demo.baseUrl(), demo.token())
                .redirectErrorStream(true)
                .start();
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(python.waitFor()).as(output).isZero();
        assertThat(output).containsPattern("cancel_no FW-\\d{8}").contains("refund_amount 22.0", "cancel_status ");
    }

    private static boolean pythonIsThere() throws InterruptedException {
        try {
            Process version = new ProcessBuilder("python3", "--version").start();
            return version.waitFor(10, TimeUnit.SECONDS) && version.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private static Answer form(String path, String form) {
        return demo.send(demo.request(path)
                .header("Authorization", "Bearer " + demo.token())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }
}
