package io.fairwell.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Versions that the pom sets above those of the parent are what runs, and only as long as the parent is behind. */
class PatchesTest {

    /** Properties of the pom that the parent has too, with jars that have to be there in that version. */
    private static final Map<String, List<String>> PATCHED = Map.of(
            "tomcat.version", List.of("tomcat-embed-core", "tomcat-embed-el", "tomcat-embed-websocket"),
            "postgresql.version", List.of("postgresql"),
            "jackson-bom.version", List.of("jackson-core", "jackson-databind", "jackson-dataformat-yaml"),
            "logback.version", List.of("logback-core", "logback-classic"),
            "httpclient5.version", List.of("httpclient5"),
            "httpcore5.version", List.of("httpcore5", "httpcore5-h2"),
            "commons-lang3.version", List.of("commons-lang3"),
            "hibernate-validator.version", List.of("hibernate-validator"));

    @Test
    void eachIsNewerThanTheParents() throws IOException {
        Map<String, String> ours = new TreeMap<>(Pom.ours());
        Map<String, String> parents = Pom.theParents();
        assertThat(parents).as("what the parent brings").hasSizeGreaterThan(100);
        ours.keySet().retainAll(parents.keySet());
        assertThat(ours.keySet()).as("each set version is looked at here").isEqualTo(PATCHED.keySet());
        assertThat(ours)
                .allSatisfy((property, version) -> assertThat(Version.parse(version))
                        .as("%s: the parent brings %s, so take it out of the pom", property, parents.get(property))
                        .isGreaterThan(Version.parse(parents.get(property))));
    }

    @Test
    void eachIsWhatRuns() throws IOException {
        Map<String, String> ours = Pom.ours();
        List<String> jars = ClassPath.jars();
        assertThat(PATCHED)
                .allSatisfy((property, names) -> assertThat(names)
                        .allSatisfy(name -> assertThat(jars)
                                .contains(name + "-" + ours.get(property) + ".jar")
                                .doesNotContain(name + "-" + Pom.theParents().get(property) + ".jar")));
    }
}
