package io.fairwell.supply;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The jars that the tests run with: everything that is shipped, and the tests' own. */
final class ClassPath {

    private static final Pattern MAVEN = Pattern.compile("pkg:maven/([^/@]+)/([^/@]+)@([^?#]+)");

    private ClassPath() {}

    /** File names such as {@code tomcat-embed-core-10.1.61.jar}. */
    static List<String> jars() {
        return Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .map(entry -> String.valueOf(Path.of(entry).getFileName()))
                .filter(name -> name.endsWith(".jar"))
                .toList();
    }

    /** @param purl of a Maven artifact, {@code pkg:maven/group/artifact@version} */
    static boolean has(String purl) {
        return MAVEN.matcher(purl)
                .results()
                .map(ClassPath::fileName)
                .anyMatch(name ->
                        jars().stream().anyMatch(jar -> jar.equals(name + ".jar") || jar.startsWith(name + "-")));
    }

    private static String fileName(MatchResult coordinates) {
        return coordinates.group(2) + "-" + coordinates.group(3);
    }
}
