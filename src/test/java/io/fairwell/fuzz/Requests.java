package io.fairwell.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairwell.fuzz.Contract.Operation;
import io.fairwell.fuzz.Contract.Parameter;
import io.fairwell.fuzz.Exchange.Framing;
import io.fairwell.fuzz.Exchange.Request;
import io.fairwell.fuzz.World.Token;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes request number n of a seed, always the same one for the same world. */
final class Requests {

    enum Kind {
        /** As the document asks for. */
        VALID,
        /** With one thing wrong in what the document describes. */
        NEARLY,
        /** Wrong in ways that no document foresees. */
        HOSTILE
    }

    /** @param token what the sender may do */
    record Shot(long number, Operation operation, Kind kind, Token token, Request request) {

        @Override
        public String toString() {
            return "request %d (%s, %s) of %s:%n%s".formatted(number, kind, token, operation, request);
        }
    }

    private static final List<String> HEADERS = List.of(
            "Accept: text/html",
            "Accept: application/xml",
            "Accept: x",
            "Accept: */*;q=abc",
            "Accept: " + "a/b,".repeat(500) + "c/d",
            "Accept-Language: *;q=0.1",
            "Accept-Language: zh-CN;q=7",
            "Accept-Language: " + "x".repeat(300),
            "Accept-Language: \u202e",
            "Accept-Charset: utf-7",
            "Accept-Encoding: br, *;q=0",
            "Content-Encoding: gzip",
            "Content-Language: x",
            "Content-Range: bytes 0-1/2",
            "Range: bytes=9-1",
            "If-None-Match: \"",
            "If-Modified-Since: yesterday",
            "Expect: 100-continue",
            "Expect: nothing",
            "Cookie: JSESSIONID=../..; a=\"b; =; \u0007",
            "Cookie: JSESSIONID=" + "A".repeat(32),
            "Origin: null",
            "Origin: https://example.org",
            "X-Forwarded-Host: a b",
            "X-Forwarded-Host: example.org:99999",
            "X-Forwarded-Proto: javascript",
            "X-Forwarded-Port: many",
            "X-Forwarded-Prefix: /../..//",
            "X-Forwarded-For: ::1, %00",
            "Forwarded: for=\"_\";proto=\u0007;host=[::",
            "X-HTTP-Method-Override: DELETE",
            "Idempotency-Key: a b",
            "Idempotency-Key: \u00e9",
            "Idempotency-Key: " + "k".repeat(256),
            "Authorization: Bearer",
            "Authorization: Bearer a.b.c",
            "Authorization: Basic ZGVtby11cHN0cmVhbTpkZW1vLXNlY3JldA==",
            "Authorization: Digest username=\"",
            "X-Large: " + "y".repeat(9_000),
            "Content-Type: application/json; charset=utf-7",
            "Content-Type: application/json; charset=nothing",
            "Content-Type: application/json; charset=ISO-8859-1",
            "Content-Type: application/xml",
            "Content-Type: multipart/form-data",
            "Content-Type: multipart/form-data; boundary=" + "b".repeat(100),
            "Content-Type: application/x-www-form-urlencoded; charset=\"",
            "Content-Type: */*",
            "Content-Type: x",
            "Content-Type: ",
            "Host: a b",
            "Host: example.org");

    private final Contract contract;
    private final World world;
    private final long seed;

    Requests(Contract contract, World world, long seed) {
        this.contract = contract;
        this.world = world;
        this.seed = seed;
    }

    Shot number(long number) {
        List<Operation> operations = contract.operations();
        return new Draft(operations.get((int) (number % operations.size())), number).finish();
    }

    /** One request on its way from what is right to what is wrong. */
    private final class Draft {

        private final Operation operation;
        private final long number;
        private final Random random;
        private final Values values;
        private final Faults faults;
        private final Kind kind;
        private final List<String> headers = new ArrayList<>();
        private String method;
        private String target;
        private byte[] body = new byte[0];
        private Framing framing = Framing.WHOLE;

        Draft(Operation operation, long number) {
            this.operation = operation;
            this.number = number;
            random = new Random(seed * 1_000_003 + number);
            random.nextInt(); // seeds that are neighbours begin alike
            values = new Values(contract, world, random);
            faults = new Faults(random);
            kind = Poison.one(
                    List.of(Kind.VALID, Kind.VALID, Kind.NEARLY, Kind.NEARLY, Kind.NEARLY, Kind.HOSTILE, Kind.HOSTILE),
                    random);
            method = operation.method();
            target = operation.path();
        }

        Shot finish() {
            boolean inBody =
                    !operation.bodies().isEmpty() && (operation.parameters().isEmpty() || random.nextInt(4) > 0);
            parameters(kind == Kind.NEARLY && !inBody);
            Body sent = body(kind == Kind.NEARLY && inBody);
            body = sent.text().getBytes(StandardCharsets.UTF_8);
            headers.add("Host: localhost");
            headers.add("Accept-Language: " + (random.nextBoolean() ? "en" : "zh-CN"));
            if (!sent.type().isEmpty()) {
                headers.add("Content-Type: " + sent.type());
            }
            Token token = token();
            if (token != Token.NONE) {
                headers.add("Authorization: Bearer " + world.tokens().get(token));
            }
            if (kind == Kind.HOSTILE) {
                for (int times = random.nextInt(2); times >= 0; times--) {
                    spoil(sent.text());
                }
            }
            return new Shot(number, operation, kind, token, new Request(method, target, headers, body, framing));
        }

        private Token token() {
            return random.nextInt(6) == 0 ? Poison.one(List.of(Token.values()), random) : Token.ALL;
        }

        private void parameters(boolean wrong) {
            int faulty = wrong && !operation.parameters().isEmpty()
                    ? random.nextInt(operation.parameters().size())
                    : -1;
            StringBuilder query = new StringBuilder();
            for (int i = 0; i < operation.parameters().size(); i++) {
                Parameter parameter = operation.parameters().get(i);
                String value = i == faulty ? Poison.one(Poison.TEXT, random) : encoded(valid(parameter));
                switch (parameter.in()) {
                    case "path" -> target = target.replace("{" + parameter.name() + "}", value);
                    case "header" -> header(parameter, i == faulty);
                    default -> {
                        if (parameter.required() || i == faulty || random.nextInt(3) == 0) {
                            query.append('&')
                                    .append(parameter.name())
                                    .append('=')
                                    .append(value);
                        }
                    }
                }
            }
            target += query.isEmpty() ? "" : "?" + query.substring(1);
        }

        private void header(Parameter parameter, boolean wrong) {
            String key = random.nextInt(10) == 0 ? "fuzz-again-" + number % 7 : "fuzz-" + seed + "-" + number;
            if (!wrong) {
                headers.add(parameter.name() + ": " + key);
            } else if (random.nextBoolean()) {
                headers.add(parameter.name() + ": " + Poison.one(Poison.TEXT, random));
            }
        }

        private String valid(Parameter parameter) {
            if (parameter.name().equals("id")) {
                return Poison.one(
                        world.known().get(operation.path().contains("quotes") ? "quoteId" : "subscriptionId"), random);
            }
            return values.valid(parameter.name(), parameter.schema()).asText();
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }

        private record Body(String type, String text) {}

        private Body body(boolean wrong) {
            if (operation.bodies().isEmpty()) {
                return new Body("", "");
            }
            String type = Poison.one(List.copyOf(operation.bodies().keySet()), random);
            JsonNode schema = operation.bodies().get(type);
            if (schema.path("type").asText().equals("string")) {
                return new Body(type, Lines.of(type, this::facts, random, wrong ? faults : null));
            }
            JsonNode made = values.valid("", schema);
            return switch (type) {
                case "application/x-www-form-urlencoded" -> new Body(type, form(made, wrong));
                case "multipart/form-data" -> new Body(type + "; boundary=cut", parts(wrong));
                default -> new Body(type, wrong ? faults.oneFault(made, values.spots()) : Faults.text(made));
            };
        }

        private JsonNode facts() {
            return values.valid("", contract.schema("SubscriptionFacts"));
        }

        private String form(JsonNode made, boolean wrong) {
            StringBuilder form = new StringBuilder();
            made.properties()
                    .forEach(field -> form.append(form.isEmpty() ? "" : "&")
                            .append(field.getKey())
                            .append('=')
                            .append(
                                    wrong && random.nextBoolean()
                                            ? Poison.one(Poison.TEXT, random)
                                            : encoded(field.getValue().asText())));
            return form.toString();
        }

        private String parts(boolean wrong) {
            String name = wrong
                    ? Poison.one(List.of("", "a%00.pdf", "../../a.pdf", "x".repeat(300), "退订.pdf"), random)
                    : "a.pdf";
            String start = wrong ? Poison.one(List.of("", "MZ", "<html>", "%PDF-1.7", "\u0000"), random) : "%PDF-1.7";
            StringBuilder parts = new StringBuilder();
            part(parts, "name=\"text\"", "words");
            for (int i = random.nextInt(wrong ? 8 : 3); i > 0; i--) {
                part(parts, "name=\"documents\"; filename=\"" + name + "\"\r\nContent-Type: application/pdf", start);
            }
            return parts + (wrong && random.nextBoolean() ? "--cu" : "--cut--\r\n");
        }

        private static void part(StringBuilder parts, String disposition, String content) {
            parts.append("--cut\r\nContent-Disposition: form-data; ")
                    .append(disposition)
                    .append("\r\n\r\n")
                    .append(content)
                    .append("\r\n");
        }

        private void spoil(String text) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> body = faults.spoilt(text);
                case 3, 4 -> replaceHeader(Poison.one(HEADERS, random));
                case 5 -> target = spoiltTarget();
                case 6 -> framing = Poison.one(List.of(Framing.values()), random);
                default ->
                    method = Poison.one(
                            List.of("HEAD", "OPTIONS", "PATCH", "DELETE", "TRACE", "PUT", "GET", "get", "A"), random);
            }
        }

        private String spoiltTarget() {
            String poison = Poison.one(Poison.TEXT, random);
            return switch (random.nextInt(5)) {
                case 0 -> target + "/" + poison;
                case 1 -> target + (target.contains("?") ? "&" : "?") + poison + "=" + Poison.one(Poison.TEXT, random);
                case 2 -> target + "?" + "a=b&".repeat(2_000);
                case 3 -> target.replaceFirst("/v1/", "/v1/" + poison.replace("$", "") + "/");
                default -> target.substring(0, target.lastIndexOf('/') + 1) + poison;
            };
        }

        private void replaceHeader(String line) {
            String name = line.substring(0, line.indexOf(':') + 1);
            if (random.nextInt(5) > 0) {
                headers.removeIf(other -> other.startsWith(name));
            }
            headers.add(line);
        }
    }
}
