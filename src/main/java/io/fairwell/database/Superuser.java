package io.fairwell.database;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.util.List;

/** PostgreSQL refuses to run as root; in a user namespace of its own it does not know that it is. */
final class Superuser {

    private Superuser() {}

    /** What precedes a command of PostgreSQL: nothing, except for root on Linux. The same rule starts the server. */
    static List<String> prefix() {
        return LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.of();
    }
}
