package io.fairwell;

import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.spring.boot.starter.property.JobExecutionProperty;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.web.servlet.server.Session;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** The settings of Fairwell and those of the framework that operators need, found where they are read. */
final class KnownSettings {

    private static final Path SOURCES = Path.of("src/main/java");
    /** In expressions, conditions and look-ups in the environment. */
    private static final Pattern READ_BY_NAME = Pattern.compile("\"(?:\\$\\{)?(fairwell\\.[a-z.-]+)[:}\"]");

    private KnownSettings() {}

    /** Both spellings: with dashes left out (the rule), and with dashes as underscores (single values by name). */
    static Set<String> asVariables() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Class<?> type :
                java.util.List.of(DataSourceProperties.class, MailProperties.class, ServerProperties.class)) {
            addBean(prefix(type), type, names);
        }
        addBean("spring.datasource.hikari", HikariConfig.class, names);
        addBean("camunda.bpm.job-execution", JobExecutionProperty.class, names);
        addBean("server.servlet.session", Session.class, names);
        addBean("spring.lifecycle", LifecycleProperties.class, names);
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        scanner.findCandidateComponents("io.fairwell").forEach(found -> {
            Class<?> type = ClassUtils.resolveClassName(found.getBeanClassName(), null);
            addRecord(prefix(type), type, names);
        });
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                READ_BY_NAME
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(name ->
                                names.add(name.group(1).replaceAll("[.-]", "_").toUpperCase(Locale.ROOT)));
            }
        }
        return names;
    }

    private static String prefix(Class<?> type) {
        ConfigurationProperties properties = type.getAnnotation(ConfigurationProperties.class);
        return properties.value().isEmpty() ? properties.prefix() : properties.value();
    }

    private static void addRecord(String prefix, Class<?> type, Set<String> names) {
        for (RecordComponent component : type.getRecordComponents()) {
            Class<?> inner = component.getType();
            String name = prefix + "." + component.getName();
            if (inner == Map.class) {
                var valueType =
                        ((java.lang.reflect.ParameterizedType) component.getGenericType()).getActualTypeArguments()[1];
                addRecord(name + ".x", (Class<?>) valueType, names);
            } else if (inner.isRecord()) {
                addRecord(name, inner, names);
            } else {
                names.add(variable(name));
            }
        }
    }

    private static void addBean(String prefix, Class<?> type, Set<String> names) {
        for (var property : BeanUtils.getPropertyDescriptors(type)) {
            if (property.getWriteMethod() != null) {
                names.add(variable(prefix + "." + property.getName()));
            }
        }
    }

    private static String variable(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
