package io.fairwell.process.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A decision table for tests, written as it looks on screen. */
final class Sheet {

    static final TableChecks CHECKS = new TableChecks();
    private static final String COLUMN = "\\|";

    private final String decision;
    private final String hitPolicy;
    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();

    Sheet(String decision, String hitPolicy) {
        this.decision = decision;
        this.hitPolicy = hitPolicy;
    }

    /** @param type empty for none */
    Sheet input(String expression, String type) {
        return input(expression, type, "");
    }

    /** @param values that the heading lists; empty for none */
    Sheet input(String expression, String type, String values) {
        String variable = expression.replaceAll("date\\((.*)\\)", "$1");
        inputs.add(
                "<input id=\"In" + inputs.size() + "\" label=\"" + variable + "\" camunda:inputVariable=\"" + variable
                        + "\"><inputExpression id=\"InX" + inputs.size() + "\""
                        + (type.isEmpty() ? "" : " typeRef=\"" + type + "\"") + "><text>" + expression
                        + "</text></inputExpression>"
                        + (values.isEmpty()
                                ? ""
                                : "<inputValues id=\"InV" + inputs.size() + "\"><text>" + escaped(values)
                                        + "</text></inputValues>")
                        + "</input>");
        return this;
    }

    Sheet output(String name, String type) {
        outputs.add("<output id=\"Out" + outputs.size() + "\" label=\"" + name + "\" name=\"" + name + "\" typeRef=\""
                + type + "\" />");
        return this;
    }

    /** @param cells separated by bars, inputs first */
    Sheet rule(String id, String cells) {
        String[] texts = cells.split(COLUMN, -1);
        StringBuilder rule = new StringBuilder("<rule id=\"" + id + "\"><description>Why.</description>");
        for (int i = 0; i < texts.length; i++) {
            String kind = i < inputs.size() ? "inputEntry" : "outputEntry";
            rule.append("<" + kind + " id=\"C" + rules.size() + "_" + i + "\"><text>" + escaped(texts[i].strip())
                    + "</text></" + kind + ">");
        }
        rules.add(rule.append("</rule>").toString());
        return this;
    }

    String xml() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><definitions"
                + " xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\""
                + " xmlns:camunda=\"http://camunda.org/schema/1.0/dmn\" id=\"D\" name=\"D\" namespace=\"n\">"
                + "<decision id=\"" + decision + "\" name=\"Decide\" camunda:historyTimeToLive=\"P1D\">"
                + "<decisionTable id=\"T\" hitPolicy=\"" + hitPolicy + "\">"
                + String.join("", inputs) + String.join("", outputs) + String.join("", rules)
                + "</decisionTable></decision></definitions>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /** Findings in this sheet on its own, nothing else being deployed and no subscription there. */
    List<Finding> findings() {
        return findings(xml());
    }

    static List<Finding> findings(String xml) {
        return CHECKS.check(new Bundle(Map.of("sheet.dmn", bytes(xml)), false, Set.of()));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What analysts ship, by file name. */
    static Map<String, byte[]> shipped() {
        Map<String, byte[]> tables = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("processes/decisions"))) {
            for (Path file : files.toList()) {
                tables.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tables;
    }
}
