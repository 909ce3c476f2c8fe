package io.fairwell.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairwell.api.SubscriptionImport.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Subscriptions as CSV (RFC 4180): the heading names the fields, a dot leads into an object ({@code price.amount}), an
 * empty cell is an absent field, sub-accounts are separated by semicolons.
 */
final class SubscriptionCsv {

    private static final Set<String> FLAGS = Set.of("autoRenew", "used", "installmentsOutstanding");
    private static final Set<String> NUMBERS = Set.of("points", "coupons", "devices");
    private static final String LIST = "subAccounts";

    private SubscriptionCsv() {}

    private record Row(int line, List<String> cells) {}

    static List<Line> lines(String text) {
        List<Row> rows = rows(text);
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> heading = rows.get(0).cells().stream().map(String::strip).toList();
        return rows.stream()
                .skip(1)
                .map(row -> new Line(row.line(), () -> object(heading, row.cells())))
                .toList();
    }

    private static JsonNode object(List<String> heading, List<String> cells) {
        boolean clean = cells.stream().allMatch(Characters::isStorable);
        if (cells.size() != heading.size() || !clean) {
            throw new ApiProblem(ProblemType.MALFORMED_REQUEST);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                put(object, heading.get(i), cells.get(i));
            }
        }
        return object;
    }

    private static void put(ObjectNode object, String column, String cell) {
        int dot = column.indexOf('.');
        if (dot > 0 && !isFree(object, column.substring(0, dot))) {
            // Another column of that name holds a plain value; the dotted name is reported as unknown.
            object.put(column, cell);
        } else if (dot > 0) {
            object.withObjectProperty(column.substring(0, dot)).put(column.substring(dot + 1), cell);
        } else if (FLAGS.contains(column) && (cell.equals("true") || cell.equals("false"))) {
            object.put(column, Boolean.parseBoolean(cell));
        } else if (NUMBERS.contains(column) && cell.matches("-?\\d{1,9}")) {
            object.put(column, Integer.parseInt(cell));
        } else if (column.equals(LIST) && !object.has(LIST)) {
            for (String entry : cell.split(";")) {
                object.withArrayProperty(LIST).add(entry.strip());
            }
        } else {
            object.put(column, cell);
        }
    }

    private static boolean isFree(ObjectNode object, String name) {
        return !object.has(name) || object.get(name).isObject();
    }

    private static List<Row> rows(String text) {
        List<Row> rows = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int line = 1;
        int first = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line += c == '\n' ? 1 : 0;
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(take(cell));
            } else if (c == '\n' && !quoted) {
                cells.add(take(cell));
                add(rows, first, cells);
                cells = new ArrayList<>();
                first = line;
            } else if (c != '\r' || quoted) {
                cell.append(c);
            }
        }
        cells.add(take(cell));
        add(rows, first, cells);
        return rows;
    }

    private static String take(StringBuilder cell) {
        String text = cell.toString();
        cell.setLength(0);
        return text;
    }

    private static void add(List<Row> rows, int line, List<String> cells) {
        boolean empty = cells.size() == 1 && cells.get(0).isBlank();
        if (!empty) {
            rows.add(new Row(line, List.copyOf(cells)));
        }
    }
}
