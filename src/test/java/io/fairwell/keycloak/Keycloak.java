package io.fairwell.keycloak;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** Keycloak's own distribution, started on this machine with the realm of our tests and an administrator. */
final class Keycloak implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Keycloak.class);
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path home = Path.of(System.getProperty("keycloak.home"));
    private final Path log = home.resolve("keycloak.log");
    private final int port;
    private final Process process;

    /** @param fairwell the address that the realm sends people back to */
    private Keycloak(int port, String fairwell) throws IOException {
        this.port = port;
        FileSystemUtils.deleteRecursively(home.resolve("data"));
        Path realms = Files.createDirectories(home.resolve("data/import"));
        String realm = Files.readString(Path.of("src/test/resources/keycloak/fairwell-realm.json"));
        Files.writeString(realms.resolve("fairwell-realm.json"), realm.replace("http://localhost:8080", fairwell));
        Path starter = home.resolve("bin/kc.sh");
        var builder = new ProcessBuilder(
                "bash",
                starter.toString(),
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=http://localhost:" + port,
                "--http-management-port=" + (port + 1),
                "--log-level=warn,org.keycloak.events:debug");
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("keycloak.java.home", System.getProperty("java.home")),
                        "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD", "admin",
                        "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m"));
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    static Keycloak start(int port, String fairwell) {
        long begin = System.nanoTime();
        try {
            var keycloak = new Keycloak(port, fairwell);
            keycloak.awaitReady();
            LOG.info("keycloak ready after {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            return keycloak;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String issuer(int port) {
        return "http://localhost:" + port + "/realms/fairwell";
    }

    private void awaitReady() {
        await("keycloak").atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("ended before it was ready:\n" + Files.readString(log));
            }
            try {
                return http.send(
                                        HttpRequest.newBuilder(
                                                        URI.create(issuer(port) + "/.well-known/openid-configuration"))
                                                .build(),
                                        BodyHandlers.ofString())
                                .statusCode()
                        == 200;
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** An access token of one of the realm's service accounts. */
    String token(String client) {
        return post(
                        "/realms/fairwell/protocol/openid-connect/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                client,
                                "client_secret",
                                client + "-secret"))
                .at("/access_token")
                .asText();
    }

    /** Signs with a new key from now on; the old ones remain for a while, as they should. */
    void rotateKeys() {
        String realm = admin("GET", "", "").at("/id").asText();
        admin("POST", "/components", """
                {"name":"newer","providerId":"rsa-generated","providerType":"org.keycloak.keys.KeyProvider",
                 "parentId":"%s","config":{"priority":["500"],"enabled":["true"],"active":["true"],"keySize":["2048"]}}
                """.formatted(realm));
    }

    /** Ends all sessions of somebody, as an administrator does when a notebook is stolen. */
    void logOut(String user) {
        String id = admin("GET", "/users?exact=true&username=" + encoded(user), "")
                .at("/0/id")
                .asText();
        admin("POST", "/users/" + id + "/logout", "");
    }

    private JsonNode admin(String method, String path, String json) {
        String token = post(
                        "/realms/master/protocol/openid-connect/token",
                        Map.of(
                                "grant_type", "password",
                                "client_id", "admin-cli",
                                "username", "admin",
                                "password", "admin"))
                .at("/access_token")
                .asText();
        return send(request("/admin/realms/fairwell" + path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
    }

    private JsonNode post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(answer + "\n" + answer.body());
            }
            return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The script becomes Keycloak's own process, or has it as a child. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
