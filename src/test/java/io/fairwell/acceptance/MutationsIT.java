package io.fairwell.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.testing.RunningDemo;
import io.fairwell.testing.RunningDemo.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Valid requests to everything that changes something, damaged at random (always the same): never an error of ours. */
class MutationsIT {

    private static final long SEED = 20261120;
    private static final int REQUESTS = 300;
    private static final Pattern VALUE = Pattern.compile("\"[^\"]*\"(?!:)|\\b(true|false|\\d+)\\b");
    private static final Pattern FIELD = Pattern.compile("\"\\w+\":");
    private static final Pattern NUMBER = Pattern.compile("FW-\\d{8}-[0-9A-Z]{6}");
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e999",
            "99999999999999999999999999999",
            "0.1",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\u202e\"",
            "\"" + "x".repeat(5000) + "\"",
            "\"2026-02-29\"",
            "\"+999999999-01-01\"",
            "\"-0001-01-01\"",
            "\"0000-00-00\"",
            "\"9999-12-31\"",
            "\"P999999999Y\"",
            "\"1e9\"",
            "\"999999999999999999.99\"",
            "\"${7*7}\"",
            "\"'; DROP TABLE cancellation_case; --\"",
            "\"../../etc/passwd\"",
            "\"退订\"",
            "[]",
            "{}",
            "[[[[]]]]",
            "{\"\":{}}");

    private final RunningDemo demo = RunningDemo.shared();
    private final Random random = new Random(SEED);

    /** @param body valid as it stands, but for the case number in the path of actions, which waits for something else */
    private record Target(String method, String path, String type, String body) {}

    @Test
    void neverAnErrorOfOurs() {
        List<Target> targets = targets();
        long before = demo.number("SELECT count(*) FROM cancellation_case");
        Set<String> told = new HashSet<>();
        int nativeStarts = 0;
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            Target target = targets.get(i % targets.size());
            String body = mutate(target.body());
            Answer answer = send(target, body, i);
            if (answer.status() >= 500) {
                wrong.add("request " + i + " " + answer + "\n  body: " + body);
            }
            boolean opens = answer.status() < 300 && !target.path().startsWith("/api/v1/cancellations/");
            if (opens && target.path().startsWith("/engine-rest")) {
                nativeStarts++;
            } else if (opens) {
                NUMBER.matcher(answer.body()).results().forEach(found -> told.add(found.group()));
            }
        }

        assertThat(wrong).as("seed " + SEED).isEmpty();
        assertThat(demo.number("SELECT count(*) FROM cancellation_case"))
                .as("every case was told to its client")
                .isEqualTo(before + told.size() + nativeStarts);
        assertThat(demo.get("/actuator/health/readiness").expect(200).text("/status"))
                .isEqualTo("UP");
    }

    private Answer send(Target target, String body, int i) {
        HttpRequest.Builder request = demo.request(target.path())
                .header("Authorization", "Bearer " + demo.token())
                .header("Content-Type", random.nextInt(20) == 0 ? "application/xml" : target.type())
                .header(
                        "Accept-Language",
                        List.of("en", "zh-CN", "*;q=0.1", "x".repeat(300)).get(random.nextInt(4)))
                .header("Idempotency-Key", "mutation-" + SEED + "-" + random.nextInt(REQUESTS) + "-" + i % 2);
        return demo.send(request.method(target.method(), BodyPublishers.ofByteArray(bytes(body))));
    }

    /** Now and then no UTF-8. */
    private byte[] bytes(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(12) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) (0x80 + random.nextInt(0x80));
        }
        return bytes;
    }

    private String mutate(String body) {
        String mutated = body;
        for (int times = random.nextInt(3); times >= 0; times--) {
            mutated = switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> replaceOne(VALUE, mutated, ODD.get(random.nextInt(ODD.size())));
                case 4 -> replaceOne(FIELD, mutated, "\"other\":");
                case 5 -> mutated.substring(0, random.nextInt(mutated.length() + 1));
                case 6 -> insert(mutated, String.valueOf((char) random.nextInt(0x250)));
                default -> insert(mutated, ODD.get(random.nextInt(ODD.size())));
            };
        }
        return mutated;
    }

    private String replaceOne(Pattern what, String text, String by) {
        var found = what.matcher(text).results().toList();
        if (found.isEmpty()) {
            return text;
        }
        var one = found.get(random.nextInt(found.size()));
        return text.substring(0, one.start()) + by + text.substring(one.end());
    }

    private String insert(String text, String what) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + what + text.substring(at);
    }

    private List<Target> targets() {
        String json = "application/json";
        LocalDate today = Agreement.today();
        LocalDate later = today.plusDays(40);
        String number = Cases.declare(
                        demo,
                        "{\"subscriptionId\":\"%s\"}"
                                .formatted(agreement("waiting").id()))
                .expect(201)
                .text("/caseNumber");
        String one = "/api/v1/cancellations/" + number;
        String declaration = """
                {"subscriptionId":"%s","reason":{"code":"OTHER","comment":"words"},"channel":"API","locale":"en",\
                "effective":{"mode":"DATE","date":"%s"},"declaredOn":"%s","confirmed":true,\
                "contact":{"email":"a@example.org","phone":"+8613800138000","name":"A"},\
                "identity":{"attestedBy":"app","method":"PASSWORD","at":"2025-11-01T08:00:00Z"},\
                "callbackUrl":"http://localhost:9/nobody-listens"}""".formatted(agreement("declared").id(), later, today);
        Agreement put = new Agreement("sub-mutated-put", "vip-term", "30.00", 1);
        String line = put.json().replaceAll("\\s+", " ").replaceFirst("\\{", "{\"id\":\"sub-mutated-line\",");
        return List.of(
                new Target("POST", "/api/v1/cancellations", json, declaration),
                new Target("POST", "/api/v1/quotes", json, """
                        {"subscriptionId":"sub-vip-term-2","effective":{"mode":"DATE","date":"%s"},\
                        "declaredOn":"%s","reason":"OTHER"}""".formatted(later, today)),
                new Target("PUT", "/api/v1/subscriptions/" + put.id(), json, put.json()),
                new Target("POST", "/api/v1/subscriptions/import", "application/x-ndjson", line + "\n" + line),
                new Target("POST", "/api/v1/subscriptions/import", "text/csv", "id,customerId\nsub-a,\"cust\"\n"),
                new Target("POST", one + "/verification", json, "{\"code\":\"12345x\"}"),
                new Target("POST", one + "/verification/resend", json, "{}"),
                new Target("POST", one + "/information", json, "{\"text\":\"words\"}"),
                new Target("POST", one + "/information", "multipart/form-data; boundary=b", """
                        --b\r\nContent-Disposition: form-data; name="text"\r\n\r\nwords\r\n\
                        --b\r\nContent-Disposition: form-data; name="documents"; filename="a.pdf"\r\n\
                        Content-Type: application/pdf\r\n\r\n%PDF-1.7\r\n--b--\r\n"""),
                new Target("POST", one + "/offer-decision", json, "{\"decision\":\"ACCEPT\"}"),
                new Target("POST", one + "/confirmation", json, "{}"),
                new Target("POST", one + "/withdrawal", json, "{\"a\":1}"),
                new Target("POST", one + "/return-received", json, "{}"),
                new Target("POST", one + "/customer-action-confirmed", json, "{}"),
                new Target("POST", "/v1/plan/cancel", json, """
                        {"plan_id":"carrier-monthly-demo","user_id":"cust-nobody","reason":"personal_choice"}"""),
                new Target("POST", "/v1/plan/cancel", "application/x-www-form-urlencoded", "plan_id=%41&user_id=b"),
                new Target("POST", "/v1/membership/cancel", json, """
                        {"user_pin":"nobody","membership_id":"2017_PLUS","cancel_type":"full"}"""),
                new Target("POST", "/engine-rest/process-definition/key/cancellation/start", json, """
                        {"variables":{"subscriptionId":{"value":"%s","type":"String"},"reason":{"value":"OTHER"},\
                        "effectiveMode":{"value":"PERIOD_END"}},"businessKey":"k"}""".formatted(
                                agreement("native").id())));
    }

    private Agreement agreement(String name) {
        return new Agreement("sub-mutated-" + name, "vip-term", "30.00", 1).put(demo);
    }
}
