package io.fairwell.security;

import java.time.Clock;
import java.time.ZoneOffset;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which passwords their owners have chosen themselves. Kept as a fingerprint of the hash, so whatever else sets a
 * password (an administrator, a script, a restored table) makes it one that has to be changed, without having to say so.
 */
@Component
class OwnPasswords {

    private final JdbcClient jdbc;
    private final Clock clock;

    OwnPasswords(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param stored the hash as the engine keeps it */
    boolean isOwn(String userId, String stored) {
        return jdbc.sql("SELECT count(*) FROM own_password WHERE user_id = ? AND fingerprint = ?")
                        .param(userId)
                        .param(fingerprint(stored))
                        .query(Long.class)
                        .single()
                > 0;
    }

    void remember(String userId, String stored) {
        jdbc.sql("INSERT INTO own_password (user_id, fingerprint, chosen_at) VALUES (?, ?, ?)"
                        + " ON CONFLICT (user_id) DO UPDATE SET fingerprint = excluded.fingerprint,"
                        + " chosen_at = excluded.chosen_at")
                .param(userId)
                .param(fingerprint(stored))
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The hash has a random salt, so equal passwords have different fingerprints. */
    private static String fingerprint(String stored) {
        return DigestUtils.sha256Hex(stored);
    }
}
