package io.fairwell.supply;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scripts of others in the engine's web applications, by what the bundle says of itself. It names no list of its
 * own: most are in the licences beside it, some only in the code.
 */
final class EnginePages {

    private static final String BUNDLE = "/META-INF/resources/webjars/camunda/lib/deps.js";
    private static final Pattern LICENSED = Pattern.compile("@license ((?:@[\\w.-]+/)?[\\w.-]+)@([\\w.+-]+)");
    private static final Map<String, String> BANNERS = Map.of(
            "jquery", "jQuery JavaScript Library v([\\d.]+)",
            "chart.js", "Chart\\.js v([\\d.]+)",
            "clipboard", "clipboard\\.js v([\\d.]+)",
            "@kurkle/color", "@kurkle/color v([\\d.]+)",
            "flatpickr", "flatpickr v([\\d.]+)",
            "dompurify", "DOMPurify ([\\d.]+)",
            "hammerjs", "Hammer\\.JS - v([\\d.]+)",
            "requirejs", "RequireJS ([\\d.]+)");
    private static final Map<String, String> IN_CODE =
            Map.of("moment", "\\.version=\"(2\\.[\\d.]+)\",\\w+\\(", "react-dom", "version:\"(1\\d\\.[\\d.]+)\"");

    private EnginePages() {}

    /** As package URLs, {@code pkg:npm/jquery@3.7.1}. */
    static Set<String> packages() throws IOException {
        Set<String> found = new TreeSet<>();
        String licences = read(BUNDLE + ".LICENSE.txt");
        LICENSED.matcher(licences).results().forEach(hit -> found.add(purl(hit.group(1), hit.group(2))));
        BANNERS.forEach((name, pattern) -> add(found, name, pattern, licences));
        String code = bundle();
        IN_CODE.forEach((name, pattern) -> add(found, name, pattern, code));
        return found;
    }

    static String bundle() throws IOException {
        return read(BUNDLE);
    }

    private static void add(Set<String> found, String name, String pattern, String text) {
        Matcher hit = Pattern.compile(pattern).matcher(text);
        while (hit.find()) {
            found.add(purl(name, hit.group(1)));
        }
    }

    private static String purl(String name, String version) {
        int slash = name.indexOf('/');
        String scope = slash < 0 ? "" : URLEncoder.encode(name.substring(0, slash), StandardCharsets.UTF_8) + "/";
        return "pkg:npm/" + scope + name.substring(slash + 1) + "@" + version;
    }

    private static String read(String resource) throws IOException {
        try (InputStream in = EnginePages.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("not on the class path: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
