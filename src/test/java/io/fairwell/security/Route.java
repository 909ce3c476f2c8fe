package io.fairwell.security;

import java.util.Comparator;
import java.util.Map;

/** What one can ask of the running application. @param path with names in braces, and {@code **} where anything may follow */
record Route(String method, String path) implements Comparable<Route> {

    private static final Comparator<Route> ORDER =
            Comparator.comparing(Route::path).thenComparing(Route::method);

    /** What stands for a name where not anything will do. */
    private static final Map<String, String> SAMPLES = Map.of(
            "engineName", "default",
            "name", "default",
            "application", "tasklist",
            "script", "deps.js",
            "asset", "tasklist.svg",
            "bundle", "camunda-tasklist-bootstrap.js",
            "locale", "en.json",
            "file", "app/plugin.js",
            "part", "plugin.js",
            "plugin", "tasklistPlugins");

    private static final String ID = "00000000-0000-0000-0000-000000000001";

    /** Without what a name must look like. */
    static Route of(String method, String pattern) {
        return new Route(method, pattern.replaceAll("\\{\\s*\\*?(\\w+)\\s*(?::(?:[^{}]|\\{[^{}]*})*)?}", "{$1}"));
    }

    static String join(String base, String path) {
        return (base + "/" + path).replaceAll("/{2,}", "/");
    }

    /** An address of this kind. */
    String sample() {
        String filled = path;
        for (Map.Entry<String, String> sample : SAMPLES.entrySet()) {
            filled = filled.replace("{" + sample.getKey() + "}", sample.getValue());
        }
        return filled.replaceAll("\\{\\w+}", ID).replace("/**", "/some/thing").replace("*", "thing");
    }

    @Override
    public int compareTo(Route other) {
        return ORDER.compare(this, other);
    }
}
