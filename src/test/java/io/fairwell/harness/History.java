package io.fairwell.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What was done and seen, in order, on the disk as well; the first thing to read when a run fails. */
final class History implements AutoCloseable {

    private record Line(Instant at, String about, String text) {

        @Override
        public String toString() {
            return at + " " + about + " " + text;
        }
    }

    private final List<Line> lines = new ArrayList<>();
    private final Writer file;

    History(Path path) {
        try {
            Files.createDirectories(path.getParent());
            file = Files.newBufferedWriter(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param about a subscription, a node, or {@code run} */
    synchronized void add(String about, String text) {
        Line line = new Line(Instant.now(), about, text);
        lines.add(line);
        try {
            file.write(line + "\n");
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of one case: what was done to it, and between what other faults. */
    synchronized List<String> of(String subscription) {
        return lines.stream()
                .filter(line ->
                        line.about().equals(subscription) || !line.about().startsWith("sub-"))
                .map(Line::toString)
                .toList();
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
