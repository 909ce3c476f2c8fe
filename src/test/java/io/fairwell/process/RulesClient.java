package io.fairwell.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Those who change rules over the network, each with a token of its own. */
final class RulesClient {

    static final String PROPOSALS = "/api/v1/rules/proposals";

    private static final String BUTTON = "/engine-rest/deployment/create";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> tokens = new HashMap<>();
    private final int port;

    RulesClient(int port) {
        this.port = port;
    }

    /** The analyst proposes, the reviewer approves. @return the last answer: a refusal, or what was deployed */
    HttpResponse<String> change(String file, String content) {
        HttpResponse<String> proposed = propose("analyst", file, content);
        return proposed.statusCode() / 100 == 2 ? approve("demo-reviewer", proposed.body()) : proposed;
    }

    HttpResponse<String> propose(String client, String file, String content) {
        return form(PROPOSALS, client, "en", "files", file, content, "name", "Change of " + file);
    }

    /** @param proposal as it was answered */
    HttpResponse<String> approve(String client, String proposal) {
        return send(
                client,
                "POST",
                PROPOSALS + "/" + JsonPath.read(proposal, "$.id") + "/approval",
                "{\"sha256\":\"" + JsonPath.read(proposal, "$.sha256") + "\"}");
    }

    HttpResponse<String> reject(String client, String proposal) {
        return send(
                client,
                "POST",
                PROPOSALS + "/" + JsonPath.read(proposal, "$.id") + "/rejection",
                "{\"reason\":\"Not now.\"}");
    }

    HttpResponse<String> get(String client, String path) {
        return send(client, "GET", path, "");
    }

    /** As the Deploy button of the Camunda Modeler does. @param more names and values of further fields of the form */
    HttpResponse<String> button(String client, String language, String file, String content, String... more) {
        String[] fields = new String[more.length + 2];
        fields[0] = "deployment-name";
        fields[1] = "rules";
        System.arraycopy(more, 0, fields, 2, more.length);
        return form(BUTTON, client, language, "data", file, content, fields);
    }

    /** @param fields names and values of the other parts */
    HttpResponse<String> form(
            String path, String client, String language, String part, String file, String content, String... fields) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            part(form, "name=\"" + fields[i] + "\"", fields[i + 1]);
        }
        part(
                form,
                "name=\"" + part + "\"; filename=\"" + file + "\"\r\nContent-Type: application/octet-stream",
                content);
        return send(request(path, client)
                .header("Accept-Language", language)
                .header("Content-Type", "multipart/form-data; boundary=cut-here")
                .POST(BodyPublishers.ofString(form + "--cut-here--\r\n")));
    }

    HttpResponse<String> send(String client, String method, String path, String json) {
        return send(request(path, client)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
    }

    private static void part(StringBuilder form, String disposition, String content) {
        form.append("--cut-here\r\nContent-Disposition: form-data; ")
                .append(disposition)
                .append("\r\n\r\n")
                .append(content)
                .append("\r\n");
    }

    private HttpRequest.Builder request(String path, String client) {
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + tokens.computeIfAbsent(client, this::token));
    }

    private String token(String client) {
        String secret = client.startsWith("demo-") ? "demo-secret" : "reader-secret";
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/oauth2/token"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
        assertThat(answer.statusCode()).as(client).isEqualTo(200);
        return JsonPath.read(answer.body(), "$.access_token");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
