package io.fairwell.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What we say about published weaknesses is about what we ship, has a reason, and a test that is there. */
class VexTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path VEX = Path.of("docs", "vex.cdx.json");
    private static final Path READABLE = Path.of("docs", "vex.md");
    private static final Pattern NUMBER = Pattern.compile("(?m)^\\| \\[?(CVE-\\d+-\\d+|spring-[\\w-]+#[\\w-]+)");
    private static final Set<String> STATES = Set.of("not_affected", "in_triage");

    @Test
    void eachSaysWhyAndIsAboutSomethingThatIsShipped() throws IOException {
        Set<String> scripts = EnginePages.packages();
        assertThat(weaknesses()).hasSizeGreaterThan(15).allSatisfy(weakness -> {
            assertThat(weakness.at("/analysis/state").textValue()).isIn(STATES);
            assertThat(weakness.at("/analysis/detail").textValue()).hasSizeGreaterThan(40);
            assertThat(weakness.get("affects")).isNotEmpty().allSatisfy(affected -> {
                String purl = affected.get("ref").textValue();
                assertThat(ClassPath.has(purl) || scripts.contains(purl))
                        .as("%s: %s is shipped", id(weakness), purl)
                        .isTrue();
            });
        });
    }

    @Test
    void whatDoesNotAffectUsHasAJustificationAndATest() throws IOException {
        assertThat(weaknesses()).allSatisfy(weakness -> {
            if (weakness.at("/analysis/state").textValue().equals("not_affected")) {
                assertThat(weakness.at("/analysis/justification").textValue()).isNotBlank();
            }
            assertThat(tests(weakness)).as(id(weakness)).isNotEmpty();
        });
    }

    @Test
    void eachTestIsThere() throws IOException {
        assertThat(weaknesses())
                .allSatisfy(weakness -> assertThat(tests(weakness))
                        .allSatisfy(test -> assertThat(isThere(test))
                                .as("%s: %s", id(weakness), test)
                                .isTrue()));
    }

    @Test
    void peopleReadTheSameAsPrograms() throws IOException {
        List<String> readable = NUMBER.matcher(Files.readString(READABLE))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(readable)
                .containsExactlyInAnyOrderElementsOf(
                        weaknesses().map(VexTest::id).toList());
    }

    @Test
    void theTestsThatPeopleReadOfAreThose() throws IOException {
        String readable = Files.readString(READABLE);
        assertThat(weaknesses())
                .allSatisfy(weakness -> assertThat(tests(weakness))
                        .allSatisfy(test ->
                                assertThat(readable).contains("`" + test.substring(test.lastIndexOf('.') + 1) + "`")));
    }

    private static Stream<JsonNode> weaknesses() throws IOException {
        return StreamSupport.stream(
                JSON.readTree(VEX.toFile()).get("vulnerabilities").spliterator(), false);
    }

    private static String id(JsonNode weakness) {
        return weakness.get("id").textValue();
    }

    /** As {@code io.fairwell.SomeTest#member}. */
    private static List<String> tests(JsonNode weakness) {
        return StreamSupport.stream(weakness.path("properties").spliterator(), false)
                .filter(property -> property.get("name").textValue().equals("fairwell:test"))
                .map(property -> property.get("value").textValue())
                .toList();
    }

    /** A method, or a field that is a rule. */
    private static boolean isThere(String test) throws ClassNotFoundException {
        String[] parts = test.split("#");
        Class<?> type = Class.forName(parts[0], false, VexTest.class.getClassLoader());
        return Stream.concat(Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredFields()))
                .anyMatch(member -> member.getName().equals(parts[1]));
    }
}
