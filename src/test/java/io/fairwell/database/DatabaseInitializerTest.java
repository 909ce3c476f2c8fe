package io.fairwell.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

class DatabaseInitializerTest {

    private static final String URL = "jdbc:postgresql://db/fairwell";
    private static final String SECRET = "s".repeat(DatabaseInitializer.SECRET_LENGTH);

    @Test
    void aConfiguredDatabaseIsNoDemo() {
        assertThat(initialize(Map.of("spring.datasource.url", URL, "fairwell.secret", SECRET))
                        .getProperty("fairwell.demo"))
                .isEqualTo("false");
    }

    @Test
    void aDemoOnAConfiguredDatabaseHasToBeAskedFor() {
        assertThat(initialize(Map.of("spring.datasource.url", URL, "fairwell.secret", SECRET, "fairwell.demo", "true"))
                        .getProperty("fairwell.demo"))
                .isEqualTo("true");
    }

    @Test
    void aConfiguredDatabaseNeedsASecret() {
        assertThatThrownBy(() -> initialize(Map.of("spring.datasource.url", URL)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("no master secret");
    }

    @Test
    void aShortSecretIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> initialize(Map.of("spring.datasource.url", URL, "fairwell.secret", "short-one")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("fewer than 32 characters")
                .hasMessageNotContaining("short-one");
    }

    private static ConfigurableEnvironment initialize(Map<String, Object> properties) {
        try (var context = new GenericApplicationContext()) {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
            new DatabaseInitializer().initialize(context);
            return context.getEnvironment();
        }
    }
}
