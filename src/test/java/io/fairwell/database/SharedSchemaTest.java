package io.fairwell.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.testing.TestDatabase;
import java.util.List;
import org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The engine's tables and ours live in one schema: on an empty database and on one that has both already. */
class SharedSchemaTest {

    private static final String DATABASE = TestDatabase.create();

    @RepeatedTest(value = 2, name = "start {currentRepetition}")
    void engineAndMigrationsStartOnOneSchema() {
        try (var context = new SpringApplicationBuilder(EngineAndMigrations.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.datasource.url=" + DATABASE,
                        "--fairwell.secret=" + "s".repeat(DatabaseInitializer.SECRET_LENGTH),
                        "--camunda.bpm.job-execution.enabled=false",
                        "--camunda.bpm.auto-deployment-enabled=false")) {
            assertThat(context.getBeanFactory()
                            .getBeanDefinition("processEngineFactoryBean")
                            .getDependsOn())
                    .contains("flywayInitializer");
            assertThat(tables(context.getBean(JdbcClient.class)))
                    .contains("act_ru_task", "cancellation_case", "flyway_schema_history");
        }
    }

    private static List<String> tables(JdbcClient jdbc) {
        return jdbc.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
                .query(String.class)
                .list();
    }

    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        FlywayAutoConfiguration.class,
        CamundaBpmAutoConfiguration.class
    })
    static class EngineAndMigrations {}
}
