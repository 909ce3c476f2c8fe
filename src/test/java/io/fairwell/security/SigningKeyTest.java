package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairwell.testing.DatabaseTest;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class SigningKeyTest {

    private static final String SECRET = "a-secret-for-tests-only";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Test
    void isTheSameForEveryNodeAndAfterARestart() throws Exception {
        var first = new SigningKey(jdbc, new Seal(SECRET), clock).get();
        var second = new SigningKey(jdbc, new Seal(SECRET), clock).get();

        assertThat(second.toRSAPrivateKey()).isEqualTo(first.toRSAPrivateKey());
        assertThat(second.getKeyID()).isEqualTo(first.getKeyID());
    }

    @Test
    void cannotBeOpenedWithAnotherSecret() {
        new SigningKey(jdbc, new Seal(SECRET), clock).get();

        assertThatThrownBy(new SigningKey(jdbc, new Seal("another-secret"), clock)::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("fairwell.secret")
                .hasMessageNotContaining("another-secret");
    }
}
