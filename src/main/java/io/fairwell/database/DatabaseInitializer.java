package io.fairwell.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Decides between demo and real operation: without {@code spring.datasource.url} an embedded PostgreSQL is started and
 * {@code fairwell.demo} is true; with it nothing is started and a master secret has to be configured.
 */
class DatabaseInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final int SECRET_LENGTH = 32;

    /** Whoever tries the demo wants to see within a minute how a failure becomes work for support. */
    private static final Map<String, Object> IMPATIENT = Map.of(
            "fairwell.deadlines.look-up", "PT15S",
            "fairwell.processes.retries.external", "PT5S,PT10S");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        requireStrong(environment.getProperty("fairwell.secret"));
        if (StringUtils.hasText(environment.getProperty("spring.datasource.url"))) {
            useConfigured(environment);
        } else {
            useEmbedded(context, environment);
        }
    }

    private static void useConfigured(ConfigurableEnvironment environment) {
        if (!StringUtils.hasText(environment.getProperty("fairwell.secret"))) {
            throw new StartRefused(
                    "A database is configured (spring.datasource.url), but no master secret (fairwell.secret).",
                    "Set fairwell.secret (or the environment variable FAIRWELL_SECRET) to at least " + SECRET_LENGTH
                            + " random characters, for example from `openssl rand -base64 48`, and keep it: what is"
                            + " encrypted with it cannot be read without it.");
        }
        environment.getPropertySources().addLast(new MapPropertySource("fairwell", Map.of("fairwell.demo", "false")));
    }

    private static void useEmbedded(ConfigurableApplicationContext context, ConfigurableEnvironment environment) {
        var home = HomeFolder.take(Path.of(environment.getProperty("fairwell.home", ".fairwell")));
        try {
            var properties = new HashMap<String, Object>();
            if (!StringUtils.hasText(environment.getProperty("fairwell.secret"))) {
                properties.put("fairwell.secret", home.secret("secret"));
            }
            var database =
                    EmbeddedDatabase.start(home, environment.getProperty("fairwell.database.port", Integer.class, 0));
            stopLast(context, database);
            properties.put("fairwell.demo", "true");
            properties.put("spring.datasource.url", database.url());
            properties.put("spring.datasource.username", EmbeddedDatabase.USER);
            properties.put("spring.datasource.password", database.password());
            environment.getPropertySources().addFirst(new MapPropertySource("fairwell", properties));
            environment.getPropertySources().addLast(new MapPropertySource("fairwell-demo", IMPATIENT));
        } catch (IOException | RuntimeException e) {
            release(home, e);
            throw e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
        }
    }

    /**
     * Beans are destroyed in the reverse order of their registration: as the first one of all, the database goes after
     * the engine and the pool. The shutdown handler is for a start that fails before there are beans.
     */
    private static void stopLast(ConfigurableApplicationContext context, EmbeddedDatabase database) {
        ((DefaultSingletonBeanRegistry) context.getBeanFactory()).registerDisposableBean("embeddedDatabase", database);
        SpringApplication.getShutdownHandlers().add(() -> {
            try {
                database.destroy();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void release(HomeFolder home, Exception reason) {
        try {
            home.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static void requireStrong(@org.jspecify.annotations.Nullable String secret) {
        if (StringUtils.hasText(secret) && secret.strip().length() < SECRET_LENGTH) {
            throw new StartRefused(
                    "The master secret (fairwell.secret) has fewer than " + SECRET_LENGTH + " characters.",
                    "Set it to at least " + SECRET_LENGTH + " random characters, for example from `openssl rand"
                            + " -base64 48`.");
        }
    }
}
