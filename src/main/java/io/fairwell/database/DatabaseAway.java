package io.fairwell.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that cannot be reached at the moment from a bug. The engine, the transaction manager and the pool each
 * wrap what the driver said in exceptions of their own, so what is looked at is the cause below.
 */
public final class DatabaseAway {

    private static final int DEEPEST = 20;
    /** Classes of SQLSTATE: connection failure; too many connections or out of resources. */
    private static final Set<String> CLASSES = Set.of("08", "53");
    /** The server is stopping, has crashed, or is not up yet. */
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "57P05");

    /** What the pool says of a connection that broke while it was used, without a state. */
    private static final String BROKEN = "Connection is closed";

    private DatabaseAway() {}

    public static boolean isCauseOf(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException sql && saysAway(sql)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean saysAway(SQLException sql) {
        if (sql instanceof SQLTransientConnectionException
                || sql instanceof SQLRecoverableException
                || sql instanceof SQLNonTransientConnectionException) {
            return true;
        }
        String state = sql.getSQLState();
        if (state == null) {
            return BROKEN.equals(sql.getMessage());
        }
        return STATES.contains(state) || (state.length() == 5 && CLASSES.contains(state.substring(0, 2)));
    }
}
