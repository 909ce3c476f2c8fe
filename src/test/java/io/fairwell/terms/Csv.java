package io.fairwell.terms;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Reads the golden files: a header line, then rows without quoting. */
final class Csv {

    private Csv() {}

    static List<Map<String, String>> rows(String resource) {
        try (InputStream in = Objects.requireNonNull(Csv.class.getResourceAsStream("/golden/" + resource))) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> names = List.of(lines.get(0).split(",", -1));
            return lines.stream().skip(1).map(line -> row(names, line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> row(List<String> names, String line) {
        String[] values = line.split(",", names.size());
        Map<String, String> row = new LinkedHashMap<>();
        IntStream.range(0, names.size()).forEach(i -> row.put(names.get(i), values[i]));
        return row;
    }
}
