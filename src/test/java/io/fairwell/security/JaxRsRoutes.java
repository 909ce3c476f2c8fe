package io.fairwell.security;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** All that resources of the engine's REST interface and web applications answer, read from their annotations. */
final class JaxRsRoutes {

    private static final int DEEPEST = 6;

    private final Set<Route> found = new TreeSet<>();

    private JaxRsRoutes() {}

    /** @param base address of the servlet that these resources are in */
    static Set<Route> of(String base, Iterable<Class<?>> resources) {
        JaxRsRoutes routes = new JaxRsRoutes();
        for (Class<?> resource : resources) {
            Path path = AnnotatedElementUtils.findMergedAnnotation(resource, Path.class);
            if (path != null) {
                routes.walk(resource, Route.join(base, path.value()), 0);
            }
        }
        return routes.found;
    }

    private void walk(Class<?> type, String prefix, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalStateException("resources without end: " + prefix);
        }
        Arrays.stream(type.getMethods())
                .filter(method -> !method.isBridge() && !method.isSynthetic())
                .forEach(method -> add(method, prefix, depth));
    }

    private void add(Method method, String prefix, int depth) {
        Path path = AnnotatedElementUtils.findMergedAnnotation(method, Path.class);
        HttpMethod verb = AnnotatedElementUtils.findMergedAnnotation(method, HttpMethod.class);
        String address = path == null ? prefix : Route.join(prefix, path.value());
        if (verb != null) {
            found.add(Route.of(verb.value(), address));
        } else if (path != null) {
            walk(method.getReturnType(), address, depth + 1);
        }
    }
}
