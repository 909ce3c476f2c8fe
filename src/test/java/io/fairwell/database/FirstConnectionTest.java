package io.fairwell.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class FirstConnectionTest {

    private static final SQLException AWAY = new SQLException("Connection refused", "08001");
    private static final SQLException NOT_UP_YET = new SQLException("the database system is starting up", "57P03");
    private static final SQLException WRONG_PASSWORD = new SQLException("password authentication failed", "28P01");

    private final DataSource database = mock();
    private final Connection connection = mock();

    @Test
    void waitsForADatabaseThatIsAwayOrNotUpYet() throws Exception {
        given(database.getConnection()).willThrow(AWAY, AWAY, NOT_UP_YET).willReturn(connection);

        assertThat(waiting(Duration.ofMinutes(1)).to(database)).isSameAs(connection);
    }

    @Test
    void doesNotWaitForOneThatWillNotHaveIt() throws Exception {
        given(database.getConnection()).willThrow(WRONG_PASSWORD);

        assertThatThrownBy(() -> waiting(Duration.ofMinutes(1)).to(database)).isSameAs(WRONG_PASSWORD);
        verify(database, times(1)).getConnection();
    }

    @Test
    void givesUpInTheEnd() throws Exception {
        given(database.getConnection()).willThrow(AWAY);

        assertThatThrownBy(() -> waiting(Duration.ofMillis(20)).to(database)).isSameAs(AWAY);
        assertThatThrownBy(() -> waiting(Duration.ZERO).to(database)).isSameAs(AWAY);
    }

    private static FirstConnection waiting(Duration patience) {
        return new FirstConnection(patience, Duration.ofMillis(1));
    }
}
