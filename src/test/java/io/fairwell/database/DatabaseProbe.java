package io.fairwell.database;

import java.io.IOException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An application with nothing but the database, run as a process of its own: adds a row, says how many there are, and
 * ends when its input ends.
 */
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class
})
final class DatabaseProbe {

    public static void main(String[] arguments) throws IOException {
        try (var context = new SpringApplicationBuilder(DatabaseProbe.class)
                .web(WebApplicationType.NONE)
                .run(arguments)) {
            var jdbc = context.getBean(JdbcClient.class);
            jdbc.sql("CREATE TABLE IF NOT EXISTS probe (id int GENERATED ALWAYS AS IDENTITY, word text)")
                    .update();
            jdbc.sql("INSERT INTO probe (word) VALUES ('退订')").update();
            for (var setting : new String[] {"fsync", "synchronous_commit", "full_page_writes", "server_encoding"}) {
                say(setting, jdbc.sql("SHOW " + setting).query(String.class).single());
            }
            say("demo", context.getEnvironment().getProperty("fairwell.demo", ""));
            say(
                    "secret length",
                    context.getEnvironment().getProperty("fairwell.secret", "").length());
            say(
                    "rows",
                    jdbc.sql("SELECT count(*) FROM probe WHERE word = '退订'")
                            .query(Long.class)
                            .single());
            while (System.in.read() >= 0) {
                // until the test closes it
            }
            say(
                    "rows at the end",
                    jdbc.sql("SELECT count(*) FROM probe").query(Long.class).single());
        }
        say("closed", true);
    }

    private static void say(String what, Object value) {
        System.out.println(what + " = " + value);
    }
}
