package io.fairwell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents point to exists. */
class DocumentationTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern SETTING = Pattern.compile("(?m)^\\| ((?:`[A-Z][A-Z0-9_<>]+`(?:, )?)+) \\|");
    private static final Pattern NAME = Pattern.compile("`([A-Z0-9_<>]+)`");

    @Test
    void everyRelativeLinkAndImageExists() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : documents()) {
            String text = FENCED.matcher(Files.readString(document)).replaceAll("");
            for (MatchResult link : LINK.matcher(text).results().toList()) {
                String target = link.group(1).replaceFirst("#.*", "");
                if (target.isEmpty() || target.matches("[a-z]+:.*")) {
                    continue;
                }
                links++;
                if (!Files.exists(document.resolveSibling(target))) {
                    broken.add(document + " -> " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(10);
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md")
                                    .map(Path::of),
                            docs.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }

    @Test
    void everySettingInReadmeIsAPropertySomebodyReads() throws IOException {
        Set<String> known = KnownSettings.asVariables();
        String tables = Files.readString(Path.of("README.md")) + Files.readString(Path.of("docs/identity.md"));
        Set<String> named = SETTING.matcher(tables)
                .results()
                .flatMap(row -> NAME.matcher(row.group(1)).results())
                .map(name -> name.group(1).replaceAll("<[A-Z]+>", "X"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).hasSizeGreaterThan(20).contains("FAIRWELL_SECURITY_CLIENTS_X_SECRET");
        assertThat(known).containsAll(named);
    }

    @Test
    void everyRequiredSettingIsInReadme() throws IOException {
        assertThat(Files.readString(Path.of("README.md")))
                .contains(
                        "`SPRING_DATASOURCE_URL`",
                        "`FAIRWELL_SECRET`",
                        "`FAIRWELL_SECURITY_ADMIN_ID`",
                        "`FAIRWELL_SECURITY_ADMIN_PASSWORD`");
    }
}
