import static java.nio.file.FileVisitResult.CONTINUE;
import static java.nio.file.FileVisitResult.SKIP_SUBTREE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps the way to a successor of the engine open: makes a copy of this repository that is built on Operaton in place of
 * Camunda 7, by renaming alone, and tells afterwards what its tests said. Started by {@code mvn -Poperaton validate}:
 * docs/operaton.md.
 *
 * <p>Not renamed: the BPMN and DMN namespaces (Operaton keeps them), the FEEL engine (it still is Camunda's), and models.
 */
public class PortToOperaton {

    private static final Set<String> NOT_COPIED = Set.of(".git", "target", ".fairwell", ".jqwik-database", "operaton");
    private static final Set<String> TEXT =
            Set.of("java", "yaml", "yml", "properties", "html", "txt", "js", "css", "md", "sql", "csv", "json", "sh");

    /** What tests may use of the engine and Operaton does not publish. */
    private static final Pattern ASSERTION_LIBRARY =
            Pattern.compile("(?m)^import (?:static )?org\\.operaton\\.bpm\\.engine\\.test\\.");

    /** Where, pattern, what instead: {@code renames.txt}. */
    private static final Pattern RENAME = Pattern.compile("(all|java) +(.*?)  ==>(?:  (.*))?");

    public static void main(String[] arguments) throws IOException {
        Path from = Path.of(arguments[1]).toAbsolutePath().normalize();
        Path to = Path.of(arguments[2]).toAbsolutePath().normalize();
        switch (arguments[0]) {
            case "copy" -> new PortToOperaton(from, to, arguments[3]).copy();
            case "report" -> report(to);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private final Path from;
    private final Path to;
    private final String version;
    /** In this order; the first ones protect what the later ones would catch. */
    private final Map<Pattern, String> everywhere = new LinkedHashMap<>();

    private final Map<Pattern, String> java = new LinkedHashMap<>();
    private final Set<String> needAssertions = new TreeSet<>();
    private int files;
    private int changed;

    private PortToOperaton(Path from, Path to, String version) throws IOException {
        this.from = from;
        this.to = to;
        this.version = version;
        for (String line : Files.readAllLines(from.resolve("src/operaton/renames.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                read(line);
            }
        }
    }

    private void read(String line) {
        Matcher rename = RENAME.matcher(line);
        if (!rename.matches()) {
            throw new IllegalArgumentException("renames.txt: " + line);
        }
        String instead = rename.group(3) == null ? "" : rename.group(3).replace("\\n", "\n");
        (rename.group(1).equals("all") ? everywhere : java).put(Pattern.compile(rename.group(2)), instead);
    }

    private void copy() throws IOException {
        deleteSources();
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean skipped = !folder.equals(from)
                        && NOT_COPIED.contains(folder.getFileName().toString());
                return skipped ? SKIP_SUBTREE : CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!NOT_COPIED.contains(file.getFileName().toString())) {
                    copy(from.relativize(file));
                }
                return CONTINUE;
            }
        });
        List<String> left = new ArrayList<>(Files.readAllLines(from.resolve("src/operaton/left-out.txt")));
        left.addAll(needAssertions);
        Files.write(to.resolve("left-out.txt"), left);
        System.out.printf(
                "%d files, %d of them changed; %d tests need the engine's assertions and are left out%s%n",
                files, changed, needAssertions.size(), needAssertions);
    }

    /** What has been built there before stays: compiling again takes long. */
    private void deleteSources() throws IOException {
        if (!Files.exists(to)) {
            return;
        }
        try (Stream<Path> all = Files.walk(to)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(file -> !to.relativize(file).startsWith("target"))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    private void copy(Path name) throws IOException {
        files++;
        Path target = to.resolve(renamed(name));
        Files.createDirectories(target.getParent());
        String kind = name.toString().replaceFirst(".*\\.", "");
        if (!TEXT.contains(kind) && !kind.equals("xml") && !name.toString().startsWith(".env")) {
            Files.copy(from.resolve(name), target);
            return;
        }
        String before = Files.readString(from.resolve(name));
        String after = name.toString().equals("pom.xml") ? pom(before) : text(before, kind);
        if (!after.equals(before)) {
            changed++;
        }
        if (kind.equals("java") && ASSERTION_LIBRARY.matcher(after).find()) {
            needAssertions.add("**/" + name.getFileName());
            return;
        }
        Files.writeString(target, after, StandardCharsets.UTF_8);
    }

    /** Services are found by the name of their interface. */
    private String renamed(Path name) {
        return replaced(name.toString().replace('\\', '/'), everywhere);
    }

    private String text(String text, String kind) {
        String result = replaced(text, everywhere);
        return kind.equals("java") ? replaced(result, java) : result;
    }

    private String pom(String pom) {
        String result = replaced(pom, everywhere);
        result = result.replaceAll("(?s)\\s*<dependency>\\s*<groupId>org\\.operaton\\.bpm</groupId>\\s*"
                + "<artifactId>camunda-bpm-assert</artifactId>.*?</dependency>", "");
        result = result.replaceAll("<artifactId>camunda-", "<artifactId>operaton-");
        // What the successor will take away is worth knowing, and no failure.
        result = result.replaceAll("\\s*<arg>-Werror</arg>", "");
        return result.replaceAll("<camunda\\.version>[^<]*<", "<camunda.version>" + Matcher.quoteReplacement(version) + "<");
    }

    private static String replaced(String text, Map<Pattern, String> rules) {
        String result = text;
        for (var rule : rules.entrySet()) {
            result = rule.getKey().matcher(result).replaceAll(rule.getValue());
        }
        return result;
    }

    /** What the reports of the tests in the copy say, by name where something is not as it should be. */
    private static void report(Path copy) throws IOException {
        Pattern suite = Pattern.compile("(?s)<testsuite [^>]*?>");
        int[] all = new int[4];
        Map<String, String> bad = new TreeMap<>();
        for (String folder : List.of("surefire-reports", "failsafe-reports")) {
            Path reports = copy.resolve("target").resolve(folder);
            if (!Files.exists(reports)) {
                continue;
            }
            try (Stream<Path> found = Files.list(reports)) {
                for (Path report : found.filter(file -> file.getFileName().toString().startsWith("TEST-"))
                        .toList()) {
                    Matcher head = suite.matcher(Files.readString(report));
                    if (!head.find()) {
                        continue;
                    }
                    int[] counts = {
                        number(head.group(), "tests"),
                        number(head.group(), "failures"),
                        number(head.group(), "errors"),
                        number(head.group(), "skipped")
                    };
                    for (int i = 0; i < counts.length; i++) {
                        all[i] += counts[i];
                    }
                    if (counts[1] + counts[2] > 0) {
                        bad.put(
                                report.getFileName().toString().replaceAll("^TEST-|\\.xml$", ""),
                                counts[1] + " failures, " + counts[2] + " errors of " + counts[0]);
                    }
                }
            }
        }
        System.out.printf(
                "On Operaton: %d tests, %d failures, %d errors, %d skipped%n", all[0], all[1], all[2], all[3]);
        bad.forEach((test, what) -> System.out.println("  " + test + ": " + what));
        if (all[0] == 0 || !bad.isEmpty()) {
            System.exit(1);
        }
    }

    private static int number(String head, String attribute) {
        Matcher value = Pattern.compile(" " + attribute + "=\"(\\d+)\"").matcher(head);
        return value.find() ? Integer.parseInt(value.group(1)) : 0;
    }
}
