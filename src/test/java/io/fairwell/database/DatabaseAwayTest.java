package io.fairwell.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class DatabaseAwayTest {

    @ParameterizedTest
    @CsvSource({
        "08006, true", // connection failure
        "08001, true",
        "53300, true", // too many connections
        "57P01, true", // stopped by an administrator
        "57P03, true", // not up yet
        "57014, false", // a statement was cancelled
        "23505, false", // not unique
        "40001, false", // not serializable
        ", false"
    })
    void goesByTheState(String state, boolean away) {
        var wrapped = new IllegalStateException(new RuntimeException(new SQLException("", state)));
        assertThat(DatabaseAway.isCauseOf(wrapped)).isEqualTo(away);
    }

    @Test
    void aPoolThatHasNoConnectionCountsToo() {
        assertThat(DatabaseAway.isCauseOf(
                        new CannotCreateTransactionException("", new SQLTransientConnectionException("timed out"))))
                .isTrue();
    }

    @Test
    void aRollbackOnABrokenConnectionCountsToo() {
        assertThat(DatabaseAway.isCauseOf(new TransactionSystemException(
                        "JDBC rollback failed", new SQLException("Connection is closed"))))
                .isTrue();
        assertThat(DatabaseAway.isCauseOf(new SQLException("no such column"))).isFalse();
    }

    @Test
    void endsOnCausesThatGoInCircles() {
        var one = new IllegalStateException();
        one.initCause(new IllegalArgumentException(one));
        assertThat(DatabaseAway.isCauseOf(one)).isFalse();
    }
}
