package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Tasklist's form viewer (form-js 1.8 to 1.10) can show, and what an agent finds in every form. */
class FormConventionsTest {

    private static final Path FORMS = Path.of("processes/forms");
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * No "iframe", whose address would have to be absolute and https, and no "html", which drops the target of its
     * links: the case page would then replace the half-filled form.
     */
    private static final Set<String> COMPONENTS = Set.of("text", "radio", "textarea", "textfield", "number");

    private static final String LINK = "<a href=\"/desk/cases/{{caseNumber}}\" target=\"_blank\">";

    /** "English · 中文". Forms have no translations of their own. */
    private static final Pattern BILINGUAL = Pattern.compile("[^·]*[A-Za-z][^·]* · [^·]*\\p{IsHan}[^·]*");

    /** A field may be further limited to some cases, by a yes-or-no variable. */
    private static final Pattern NARROWER = Pattern.compile("( or \\w+ != true)?");

    /** The engine keeps texts in a column of 4000 characters; the aggregate takes fewer. */
    private static final int LONGEST_TEXT = 2000;

    static List<Path> forms() throws IOException {
        try (Stream<Path> files = Files.list(FORMS)) {
            return files.filter(file -> file.toString().endsWith(".form")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void isNamedAsItsFile(Path file) throws IOException {
        assertThat(read(file).path("id").asText() + ".form")
                .isEqualTo(file.getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void isReadableByTasklist(Path file) throws IOException {
        JsonNode form = read(file);

        assertThat(form.path("schemaVersion").asInt()).isBetween(1, 16);
        assertThat(form.path("executionPlatform").asText()).isEqualTo("Camunda Platform");
        assertThat(components(form))
                .extracting(component -> component.path("type").asText())
                .isNotEmpty()
                .isSubsetOf(COMPONENTS);
        assertThat(components(form))
                .extracting(component -> component.path("id").asText())
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    /** A payment that the gateway made and we know nothing of belongs to no case. */
    private static boolean isAboutACase(Path file) {
        return !file.endsWith("resolve-discrepancy.form");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void beginsWithALinkToTheCaseInANewTab(Path file) throws IOException {
        assertThat(facts(file)).startsWith(isAboutACase(file) ? LINK : "{{#if caseNumber != null}}\n" + LINK);
    }

    @Test
    void allFormsShowTheSameFactsOfTheCase() throws IOException {
        Set<String> shown = new HashSet<>();
        for (Path file : forms()) {
            if (isAboutACase(file)) {
                shown.add(facts(file));
            }
        }

        assertThat(shown).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyLabelIsBilingual(Path file) throws IOException {
        for (JsonNode field : fields(read(file))) {
            assertThat(field.path("label").asText()).matches(BILINGUAL);
            assertThat(field.path("description").asText("Optional · 可选")).matches(BILINGUAL);
            for (JsonNode option : field.path("values")) {
                assertThat(option.path("label").asText()).matches(BILINGUAL);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void asksForOneDecisionWithoutSuggestingAny(Path file) throws IOException {
        List<JsonNode> decisions = fields(read(file)).stream()
                .filter(field -> field.path("type").asText().equals("radio"))
                .toList();

        assertThat(decisions).hasSize(1);
        JsonNode decision = decisions.get(0);
        assertThat(decision.at("/validate/required").asBoolean()).isTrue();
        assertThat(decision.has("conditional")).isFalse();
        assertThat(decision.has("defaultValue")).isFalse();
        assertThat(decision.path("values"))
                .hasSizeGreaterThan(1)
                .allSatisfy(option -> assertThat(option.path("value").asText()).matches("[A-Z]+(_[A-Z]+)*"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aFieldThatAppearsForADecisionIsRequiredAndNamesAnAnswerThatExists(Path file) throws IOException {
        List<JsonNode> fields = fields(read(file));
        JsonNode decision = fields.stream()
                .filter(field -> field.path("type").asText().equals("radio"))
                .findFirst()
                .orElseThrow();
        Pattern condition =
                Pattern.compile("(?:^=| and )" + decision.path("key").asText() + " != \"(\\w+)\"");

        for (JsonNode field : fields) {
            String hide = field.at("/conditional/hide").asText("");
            if (!hide.isEmpty()) {
                assertThat(condition.matcher(hide).replaceAll("")).matches(NARROWER);
                assertThat(condition.matcher(hide).results().map(match -> match.group(1)))
                        .isSubsetOf(decision.path("values").findValuesAsText("value"));
                assertThat(field.at("/validate/required").asBoolean()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void freeTextFitsTheEngine(Path file) throws IOException {
        for (JsonNode field : fields(read(file))) {
            boolean text =
                    Set.of("textarea", "textfield").contains(field.path("type").asText());
            if (text && !field.path("disabled").asBoolean()) {
                assertThat(field.at("/validate/maxLength").asInt()).isBetween(1, LONGEST_TEXT);
            }
        }
    }

    private static String facts(Path file) throws IOException {
        JsonNode first = read(file).path("components").path(0);
        assertThat(first.path("type").asText()).isEqualTo("text");
        return first.path("text").asText();
    }

    private static List<JsonNode> fields(JsonNode form) {
        return components(form).stream()
                .filter(component -> component.has("key"))
                .toList();
    }

    private static List<JsonNode> components(JsonNode form) {
        return StreamSupport.stream(form.path("components").spliterator(), false)
                .toList();
    }

    private static JsonNode read(Path file) throws IOException {
        return JSON.readTree(file.toFile());
    }
}
