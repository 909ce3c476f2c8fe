package io.fairwell.testing;

import io.fairwell.testing.RunningDemo.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** An upstream system that calls a running application over HTTP. */
public final class ApiCaller {

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String baseUrl;
    private @Nullable String token;

    public ApiCaller(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** A token of the demo's own client with all its scopes; the same one until it is forgotten. */
    public synchronized String token() {
        if (token == null) {
            token = token("demo-upstream", "demo-secret", "");
        }
        return token;
    }

    /** @param scope empty for all of the client */
    public String token(String client, String secret, String scope) {
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        String form = "grant_type=client_credentials" + (scope.isEmpty() ? "" : "&scope=" + scope);
        Answer answer = send(request("/oauth2/token")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        return answer.expect(200).text("/access_token");
    }

    /** Uses this one from now on; null has the next call fetch one. */
    public synchronized void useToken(@Nullable String other) {
        token = other;
    }

    /** With the token. @param headers names and values */
    public Answer get(String path, String... headers) {
        return send(authorized(path, headers).GET());
    }

    /** JSON with the token. @param headers names and values */
    public Answer post(String path, String json, String... headers) {
        return send(authorized(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** JSON with the token. @param headers names and values */
    public Answer put(String path, String json, String... headers) {
        return send(authorized(path, headers)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder authorized(String path, String... headers) {
        HttpRequest.Builder request = request(path).header("Authorization", "Bearer " + token());
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** Without any header yet. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : baseUrl + path))
                .timeout(Duration.ofSeconds(60));
    }

    /** @throws UncheckedIOException where no answer arrived, for example because the application was killed */
    public Answer send(HttpRequest.Builder request) {
        return send(http, request);
    }

    static Answer send(HttpClient client, HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
