package io.fairwell.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The RSA key that signs access tokens: made by whichever node starts first, the same for all of them ever after. */
@Component
class SigningKey {

    private static final String PURPOSE = "access-token";
    private static final int BITS = 2048;

    private final JdbcClient jdbc;
    private final Seal seal;
    private final Clock clock;

    SigningKey(JdbcClient jdbc, Seal seal, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
    }

    /** @throws IllegalStateException when the stored key was sealed with another secret */
    RSAKey get() {
        if (jdbc.sql("SELECT count(*) FROM signing_key WHERE purpose = ?")
                        .param(PURPOSE)
                        .query(Long.class)
                        .single()
                == 0) {
            create();
        }
        return jdbc.sql("SELECT salt, sealed FROM signing_key WHERE purpose = ?")
                .param(PURPOSE)
                .query((row, number) -> open(new Seal.Sealed(row.getString("salt"), row.getBytes("sealed"))))
                .single();
    }

    private void create() {
        Seal.Sealed sealed = seal.close(generate().toJSONString().getBytes(StandardCharsets.UTF_8));
        jdbc.sql(
                        "INSERT INTO signing_key (purpose, salt, sealed, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .param(PURPOSE)
                .param(sealed.salt())
                .param(sealed.content())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private RSAKey open(Seal.Sealed sealed) {
        try {
            return RSAKey.parse(new String(seal.open(sealed), StandardCharsets.UTF_8));
        } catch (IllegalStateException | ParseException e) {
            throw new IllegalStateException(
                    "The key that signs access tokens cannot be opened: fairwell.secret is not the one it was sealed"
                            + " with. Restore the secret, or delete the row of table signing_key (all tokens end).",
                    e);
        }
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
