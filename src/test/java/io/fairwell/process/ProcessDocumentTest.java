package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProcessDocumentTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)]+)\\)");

    /** Writes the page instead of only comparing it, when asked to. */
    @BeforeAll
    static void writeWhenAsked() throws IOException {
        if ("write".equals(System.getProperty("fairwell.docs"))) {
            Files.createDirectories(ProcessDocument.FILE.getParent());
            Files.writeString(ProcessDocument.FILE, ProcessDocument.text());
        }
    }

    @Test
    void saysWhatTheModelsSay() throws IOException {
        assertThat(Files.readString(ProcessDocument.FILE))
                .as(ProcessDocument.FILE + " is stale: mvn test -Dtest=ProcessDocumentTest -Dfairwell.docs=write")
                .isEqualTo(ProcessDocument.text());
    }

    @Test
    void leadsOnlyToFilesThatExist() {
        Matcher links = LINK.matcher(ProcessDocument.text());

        assertThat(links.results().map(link -> link.group(1)))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Path.of("docs").resolve(link)).exists());
    }
}
