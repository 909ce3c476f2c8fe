package io.fairwell.security;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Talks HTTP to the started application and keeps cookies, but follows no redirects. */
class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String base;

    Browser(int port) {
        base = "http://localhost:" + port;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, "text/html", headers).GET());
    }

    HttpResponse<String> getJson(String path, String... headers) {
        return send(request(path, "application/json", headers).GET());
    }

    HttpResponse<String> send(String method, String path, String json, String... headers) {
        return send(request(path, "application/json", headers)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
    }

    /** To the engine's web applications, which expect the token from their cookie in a header. */
    HttpResponse<String> sendToWebapp(String method, String path, String json) {
        return send(method, path, json, "X-XSRF-TOKEN", cookie("XSRF-TOKEN"));
    }

    HttpResponse<String> form(String path, String form, String... headers) {
        return send(request(path, "text/html", headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** With an address that nothing on the way makes nicer. @return the status */
    int raw(String method, String target, String json) {
        List<String> lines = List.of(
                method + " " + target + " HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Content-Type: application/json",
                "Cookie: FAIRWELL=" + cookie("FAIRWELL") + "; XSRF-TOKEN=" + cookie("XSRF-TOKEN"),
                "X-XSRF-TOKEN: " + cookie("XSRF-TOKEN"),
                "Content-Length: " + json.length(),
                "",
                json);
        try (Socket socket = new Socket("localhost", URI.create(base).getPort())) {
            socket.getOutputStream().write(String.join("\r\n", lines).getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(answer.substring(9, 12));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> signIn(String user, String password) {
        return form("/login", "_csrf=" + csrf() + "&username=" + user + "&password=" + password);
    }

    HttpResponse<String> signOut() {
        return form("/logout", "_csrf=" + csrf());
    }

    HttpResponse<String> token(String client, String secret, String more) {
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return form("/oauth2/token", "grant_type=client_credentials" + more, "Authorization", "Basic " + basic);
    }

    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("none");
    }

    private String csrf() {
        return csrf("/login");
    }

    /** The token of a form on that page, as it goes into another form. */
    String csrf(String page) {
        Matcher field = CSRF.matcher(get(page).body());
        if (!field.find()) {
            throw new AssertionError(page + " has no CSRF token");
        }
        return URLEncoder.encode(field.group(1), StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path, String accept, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).header("Accept", accept);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
