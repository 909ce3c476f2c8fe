package io.fairwell.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The package tells what is in it, and all that is in it. */
class SbomIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path JAR = Path.of("target", "fairwell.jar");
    /** Put there by the package's own tool, which unpacks and runs it. */
    private static final String TOOL = "spring-boot-jarmode-tools-";

    @Test
    void everyJarInThePackageIsListed() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            Set<String> listed = components(inside(jar, "application")).stream()
                    .map(component -> component.get("name").textValue() + "-"
                            + component.get("version").textValue())
                    .collect(Collectors.toSet());
            List<String> shipped = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring("BOOT-INF/lib/".length(), name.length() - ".jar".length()))
                    .filter(name -> !name.startsWith(TOOL))
                    .toList();
            assertThat(shipped)
                    .hasSizeGreaterThan(100)
                    .allSatisfy(name -> assertThat(listed)
                            .as(name)
                            .anyMatch(each -> name.equals(each) || name.startsWith(each + "-")));
        }
    }

    @Test
    void everyListedJarHasAHash() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            assertThat(components(inside(jar, "application")))
                    .allSatisfy(component -> assertThat(component.get("hashes"))
                            .as(component.get("name").textValue())
                            .isNotEmpty());
        }
    }

    @Test
    void theScriptsOfTheEnginesPagesAreListedToo() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            assertThat(components(inside(jar, "engine-pages"))).hasSizeGreaterThan(100);
        }
    }

    @Test
    void theListsAreAlsoBesideThePackage() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            for (String name : List.of("application", "engine-pages")) {
                assertThat(JSON.readTree(Files.readString(Path.of("target", "sbom", name + ".cdx.json"))))
                        .isEqualTo(inside(jar, name));
            }
        }
    }

    private static JsonNode inside(ZipFile jar, String name) throws IOException {
        String path = "META-INF/sbom/" + name + ".cdx.json";
        var entry = jar.getEntry(path) != null ? jar.getEntry(path) : jar.getEntry("BOOT-INF/classes/" + path);
        try (InputStream in = jar.getInputStream(Objects.requireNonNull(entry, path))) {
            JsonNode sbom = JSON.readTree(in);
            assertThat(sbom.get("bomFormat").textValue()).isEqualTo("CycloneDX");
            return sbom;
        }
    }

    private static List<JsonNode> components(JsonNode sbom) {
        return StreamSupport.stream(sbom.get("components").spliterator(), false).toList();
    }
}
