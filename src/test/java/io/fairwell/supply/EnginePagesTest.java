package io.fairwell.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The scripts of others that Tasklist, Cockpit, Admin and Welcome bring along, and that no list of jars can name. */
class EnginePagesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path SBOM = Path.of("src/main/resources/META-INF/sbom/engine-pages.cdx.json");
    private static final Path FORMS = Path.of("processes", "forms");

    @Test
    void theListHasWhatTheBundleNames() throws IOException {
        JsonNode list = JSON.readTree(SBOM.toFile());
        List<String> listed = StreamSupport.stream(list.get("components").spliterator(), false)
                .map(component -> component.get("purl").textValue())
                .toList();
        assertThat(listed).hasSizeGreaterThan(100).containsExactlyInAnyOrderElementsOf(EnginePages.packages());
        assertThat(ClassPath.has(list.at("/metadata/component/purl").textValue()))
                .as("the list is of the version that is shipped")
                .isTrue();
    }

    /** The weaknesses of this DOMPurify are in modes that need one of these options; forms are cleaned with two others. */
    @Test
    void formsAreCleanedInAWayThatIsNotWeak() throws IOException {
        String bundle = EnginePages.bundle();
        List<String> calls = Pattern.compile("p\\.sanitize\\(t,_e\\(r\\)\\)")
                .matcher(bundle)
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(calls).as("the one place where forms use it").hasSize(1);
        assertThat(bundle).contains("_e=e=>({FORCE_BODY:!0,FORBID_TAGS:e?[\"style\"]:[]})");
        assertThat(bundle)
                .doesNotContain("{IN_PLACE:", ",IN_PLACE:!0", "RETURN_DOM:!0", "SAFE_FOR_TEMPLATES:!0")
                .doesNotContain("{CUSTOM_ELEMENT_HANDLING:{tagNameCheck:/");
    }

    /** Such a component shows HTML of whoever writes the form; texts are Markdown, and cleaned. */
    @Test
    void noFormHasHtmlOrFramesOfItsOwn() throws IOException {
        try (Stream<Path> forms = Files.list(FORMS)) {
            List<Path> all =
                    forms.filter(file -> file.toString().endsWith(".form")).toList();
            assertThat(all)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(form -> assertThat(JSON.readTree(form.toFile()).findValuesAsText("type"))
                            .as("%s", form)
                            .isNotEmpty()
                            .doesNotContain("html", "iframe", "documentPreview", "image"));
        }
    }
}
