package io.fairwell.security;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * An identity provider in this JVM, with real keys: it signs in whomever the test names next, without asking, and is as
 * strict about the protocol as a real one (client secret, redirect address, PKCE, a code once only).
 */
final class StubProvider implements AutoCloseable {

    static final String CLIENT = "fairwell-pages";
    static final String SECRET = "a-client-secret";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final List<RSAKey> keys = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Map<String, Object> person = Map.of();

    private StubProvider(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rotate();
        server.createContext("/", this::answer);
        server.start();
    }

    static StubProvider start() {
        return new StubProvider(0);
    }

    static StubProvider startAt(int port) {
        return new StubProvider(port);
    }

    String issuer() {
        return issuerAt(server.getAddress().getPort());
    }

    static String issuerAt(int port) {
        return "http://localhost:" + port + "/realms/test";
    }

    /** From now on this is who is at the keyboard. */
    void next(Map<String, Object> claims) {
        person = claims;
    }

    /** Signs with a new key from now on; the old one is gone. */
    void rotate() {
        try {
            keys.clear();
            keys.add(new RSAKeyGenerator(2048)
                    .keyID(UUID.randomUUID().toString())
                    .generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    RSAKey key() {
        return keys.get(0);
    }

    /** Paths that were called. */
    List<String> calls() {
        return calls;
    }

    /** With issuer and times where these claims say nothing else; a null value leaves one out. */
    String sign(Map<String, Object> claims) {
        return sign(claims, key(), "JWT");
    }

    String sign(Map<String, Object> claims, RSAKey key, String type) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "iss", issuer(),
                "iat", Instant.now().getEpochSecond(),
                "exp", Instant.now().plusSeconds(300).getEpochSecond()));
        all.putAll(claims);
        all.values().removeIf("absent"::equals);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType(type))
                .keyID(key.getKeyID())
                .build();
        JWSObject token = new JWSObject(header, new Payload(all));
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/realms/test", "");
        calls.add(path);
        try {
            switch (path) {
                case "/.well-known/openid-configuration" -> json(exchange, 200, metadata());
                case "/jwks" ->
                    json(
                            exchange,
                            200,
                            new JWKSet(new ArrayList<>(keys)).toPublicJWKSet().toJSONObject());
                case "/authorize" -> authorize(exchange);
                case "/token" -> token(exchange);
                case "/userinfo" -> json(exchange, 200, userInfo());
                default -> json(exchange, 404, Map.of());
            }
        } finally {
            exchange.close();
        }
    }

    private Map<String, Object> metadata() {
        return Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/jwks",
                "userinfo_endpoint", issuer() + "/userinfo",
                "end_session_endpoint", issuer() + "/end-session");
    }

    private Map<String, Object> userInfo() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("sub", person.get("sub"));
        info.put("email", person.get("email"));
        info.values().removeIf(java.util.Objects::isNull);
        return info;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> request = form(exchange.getRequestURI().getRawQuery());
        String answer;
        if (person.containsKey("error")) {
            answer = "error=" + person.get("error");
        } else {
            String code = UUID.randomUUID().toString();
            codes.put(code, request);
            answer = "code=" + code;
        }
        exchange.getResponseHeaders()
                .add(
                        "Location",
                        request.get("redirect_uri") + "?" + answer + "&state="
                                + URLEncoder.encode(request.get("state"), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(302, -1);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String basic = "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes());
        Map<String, String> request = codes.remove(form.getOrDefault("code", "none"));
        if (!basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            json(exchange, 401, Map.of("error", "invalid_client"));
        } else if (request == null
                || !request.get("redirect_uri").equals(form.get("redirect_uri"))
                || !request.get("code_challenge").equals(challenge(form.get("code_verifier")))) {
            json(exchange, 400, Map.of("error", "invalid_grant"));
        } else {
            Map<String, Object> claims = new HashMap<>(Map.of("aud", CLIENT, "nonce", request.get("nonce")));
            claims.putAll(person);
            json(
                    exchange,
                    200,
                    Map.of(
                            "access_token", "opaque",
                            "token_type", "Bearer",
                            "expires_in", 60,
                            "scope", "openid profile email",
                            "id_token", sign(claims)));
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> form(String query) {
        Map<String, String> form = new HashMap<>();
        Stream.of(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return form;
    }

    private static void json(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
