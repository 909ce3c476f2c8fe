package io.fairwell.supply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The properties of a {@code pom.xml}. */
final class Pom {

    private static final Pattern PROPERTIES = Pattern.compile("(?s)<properties>(.*?)</properties>");
    private static final Pattern PROPERTY = Pattern.compile("<([\\w.-]+)>([^<]*)</\\1>");

    private Pom() {}

    static Map<String, String> ours() throws IOException {
        return properties(Path.of("pom.xml"));
    }

    /** Laid there by the build; an IDE that starts a test without it gets a NoSuchFileException. */
    static Map<String, String> theParents() throws IOException {
        return properties(Path.of("target", "parent", "spring-boot-dependencies.pom"));
    }

    private static Map<String, String> properties(Path pom) throws IOException {
        Map<String, String> found = new TreeMap<>();
        // The first ones: those of profiles come after them.
        PROPERTIES
                .matcher(Files.readString(pom))
                .results()
                .limit(1)
                .flatMap(block -> PROPERTY.matcher(block.group(1)).results())
                .forEach(property -> found.put(property.group(1), property.group(2)));
        return found;
    }
}
