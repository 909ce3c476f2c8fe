package io.fairwell.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages never evaluate, or show unescaped, what somebody sent. */
class TemplatesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__$\\{", // evaluated twice: what comes out of the first time is code the second time
                "__\\*\\{",
                "th:utext",
                "\\[\\(\\$\\{",
                "th:field",
                "th:errors",
                "th:errorclass",
                "#fields",
                "#execInfo",
                "T\\(",
                "new [a-z]+\\.",
                "(?:th:insert|th:replace)=\"~\\{\\$\\{", // a fragment that a value chooses
            })
    void isInNoTemplate(String construct) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
            List<Path> templates =
                    files.filter(file -> file.toString().endsWith(".html")).toList();
            assertThat(templates)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(template -> assertThat(Files.readString(template))
                            .as("%s", template)
                            .doesNotContainPattern(construct));
        }
    }
}
