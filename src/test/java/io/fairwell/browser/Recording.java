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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the engine's web applications were seen to call, for whom, and with what status where it was refused. */
final class Recording {

    private static final Path FILE = Path.of("src/test/resources/access/recording.txt");
    private static final boolean RECORD = Boolean.getBoolean("fairwell.access.record");

    private static final long QUIET_MILLIS = 250;
    private static final long PATIENCE_MILLIS = 20_000;

    private final Set<String> calls = new ConcurrentSkipListSet<>();
    private final Set<String> complaints = new ConcurrentSkipListSet<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicLong lastChange = new AtomicLong();

    /** Listens from now on. */
    void of(String person, Page page) {
        pending.set(0);
        page.onRequest(request -> change(1));
        page.onRequestFinished(request -> change(-1));
        page.onRequestFailed(request -> change(-1));
        page.onResponse(response -> note(person, response));
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(person + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(person + ": " + error));
    }

    private void change(int requests) {
        pending.addAndGet(requests);
        lastChange.set(System.nanoTime());
    }

    /** Waits until the page has what it wants: these applications load more whenever something has arrived. */
    void settle(Page page) {
        lastChange.set(System.nanoTime());
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        do {
            page.waitForTimeout(50);
        } while (System.nanoTime() < end
                && (pending.get() > 0
                        || System.nanoTime() - lastChange.get() < TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS)));
    }

    private void note(String person, Response response) {
        Request request = response.request();
        String path = URI.create(request.url()).getRawPath();
        if (path.startsWith("/camunda")) {
            String refused = response.status() >= 400 ? " " + response.status() : "";
            calls.add("%-10s %-7s %s%s".formatted(person, request.method(), general(path), refused));
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
