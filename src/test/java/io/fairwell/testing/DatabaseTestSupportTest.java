package io.fairwell.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class DatabaseTestSupportTest {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Autowired
    private MutableClock mutableClock;

    @Test
    void isARealPostgreSqlWithTheMigrations() {
        assertThat(jdbc.sql("SHOW server_version").query(String.class).single()).startsWith("17.");
        assertThat(jdbc.sql("SHOW server_encoding").query(String.class).single())
                .isEqualTo("UTF8");
        assertThat(jdbc.sql("SELECT count(*) FROM flyway_schema_history WHERE success")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @RepeatedTest(2)
    void startsEachTestWithEmptyTablesAndTheSameTime() {
        assertThat(jdbc.sql("SELECT count(*) FROM cancellation_case")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(clock.instant()).isEqualTo(MutableClock.START);

        mutableClock.plus(Duration.ofDays(1));
        jdbc.sql("""
                INSERT INTO cancellation_case
                    (case_number, subscription_id, customer_id, status, declared_at, updated_at, body)
                VALUES ('C-1', 's', 'c', 'RECEIVED', now(), now(), '{}')""").update();

        assertThat(clock.instant()).isEqualTo(MutableClock.START.plus(Duration.ofDays(1)));
    }
}
