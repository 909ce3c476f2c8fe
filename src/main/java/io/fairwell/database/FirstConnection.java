package io.fairwell.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node whose database is away while it starts waits for it, as it would later: otherwise a restart of the database, or
 * of a whole machine, costs the start of each node again and again.
 */
final class FirstConnection {

    private static final Logger LOG = LoggerFactory.getLogger(FirstConnection.class);

    private final Duration patience;
    private final Duration pause;

    /** @param patience how long in all; zero to try once */
    FirstConnection(Duration patience, Duration pause) {
        this.patience = patience;
        this.pause = pause;
    }

    /** @throws SQLException when the database refuses us, or is still away after that time */
    Connection to(DataSource database) throws SQLException, InterruptedException {
        long begin = System.nanoTime();
        for (boolean said = false; ; said = true) {
            try {
                return database.getConnection();
            } catch (SQLException e) {
                if (!DatabaseAway.isCauseOf(e) || System.nanoTime() - begin >= patience.toNanos()) {
                    throw e;
                }
                if (!said) {
                    LOG.warn(
                            "The database is away, waiting up to {} s for it: {}",
                            patience.toSeconds(),
                            e.getMessage());
                }
            }
            Thread.sleep(pause.toMillis());
        }
    }
}
