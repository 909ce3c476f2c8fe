package io.fairwell.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** What the engine's web applications were seen to call, and for whom. */
final class Recording {

    private static final Path FILE = Path.of("src/test/resources/access/recording.txt");
    private static final boolean RECORD = Boolean.getBoolean("fairwell.access.record");

    private final Set<String> calls = new ConcurrentSkipListSet<>();
    private final Set<String> complaints = new ConcurrentSkipListSet<>();

    /** Listens from now on. */
    void of(String person, Page page) {
        page.onRequest(request -> note(person, request));
        page.onResponse(response -> judge(person, response));
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(person + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(person + ": " + error));
    }

    private void note(String person, Request request) {
        String path = URI.create(request.url()).getRawPath();
        if (path.startsWith("/camunda")) {
            calls.add("%-10s %-7s %s".formatted(person, request.method(), general(path)));
        }
    }

    private void judge(String person, Response response) {
        if (response.status() >= 400) {
            complaints.add(person + ": " + response.status() + " " + response.request().method() + " " + response.url());
        }
    }

    /** Without what is different each time: ids, and the names of people that a test makes up. */
    private static String general(String path) {
        return path.replaceAll("[A-Za-z0-9_-]+(:|%3A)\\d+(:|%3A)[0-9a-f-]{36}", "{definition}")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}")
                .replaceAll("/new[0-9a-f]{8}", "/{user}");
    }

    /** @throws AssertionError where something was refused, or has not been seen before */
    void finish() {
        try {
            if (RECORD) {
                Files.createDirectories(FILE.getParent());
                Files.writeString(FILE, String.join("\n", calls) + "\n", StandardCharsets.UTF_8);
                Files.writeString(Path.of("target", "complaints.txt"), String.join("\n", complaints));
                return;
            }
            Set<String> fresh = new TreeSet<>(calls);
            Files.readAllLines(FILE).forEach(fresh::remove);
            if (!complaints.isEmpty() || !fresh.isEmpty()) {
                throw new AssertionError("refused or broken: " + complaints + "\nnot seen before: " + fresh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
