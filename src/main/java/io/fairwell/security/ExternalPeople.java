package io.fairwell.security;

import io.fairwell.security.SignInRefused.Reason;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who of the engine's people belongs to an identity provider, and under which of its subjects. */
@Component
class ExternalPeople {

    private final JdbcClient jdbc;
    private final Clock clock;

    ExternalPeople(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean contains(String userId) {
        return jdbc.sql("SELECT count(*) FROM external_person WHERE user_id = ?")
                        .param(userId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    Optional<String> userId(String issuer, String subject) {
        return jdbc.sql("SELECT user_id FROM external_person WHERE issuer = ? AND subject = ?")
                .param(issuer)
                .param(subject)
                .query(String.class)
                .optional();
    }

    /**
     * The id that this person has here, or may have from now on. Of those who sign in for the first time at the same
     * moment the others wait for the end of this transaction.
     *
     * @param taken whether the engine knows somebody of that id
     * @throws SignInRefused when it cannot be an id, or is somebody else's
     */
    String idFor(ExternalPerson person, Predicate<String> taken) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('external_person'))")
                .query((row, number) -> number)
                .list();
        Optional<String> known = userId(person.issuer(), person.subject());
        if (known.isPresent()) {
            return known.get();
        }
        if (!PeopleSettings.canBeId(person.id())) {
            throw new SignInRefused(Reason.ID);
        }
        if (contains(person.id()) || taken.test(person.id())) {
            throw new SignInRefused(Reason.TAKEN);
        }
        return person.id();
    }

    void remember(String userId, ExternalPerson person, String tenantId) {
        jdbc.sql("INSERT INTO external_person (user_id, tenant_id, issuer, subject, signed_in_at)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (user_id) DO UPDATE"
                        + " SET tenant_id = excluded.tenant_id, signed_in_at = excluded.signed_in_at")
                .param(userId)
                .param(tenantId)
                .param(person.issuer())
                .param(person.subject())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
