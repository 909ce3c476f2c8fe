package io.fairwell.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.encrypt.Encryptors;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;

/** The RSA key that signs access tokens: made by whichever node starts first, the same for all of them ever after. */
@Component
class SigningKey {

    private static final String PURPOSE = "access-token";
    private static final int BITS = 2048;

    private final JdbcClient jdbc;
    private final String secret;
    private final Clock clock;

    SigningKey(JdbcClient jdbc, @Value("${fairwell.secret}") String secret, Clock clock) {
        this.jdbc = jdbc;
        this.secret = secret;
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
                .query((row, number) -> open(row.getString("salt"), row.getBytes("sealed")))
                .single();
    }

    private void create() {
        String salt = KeyGenerators.string().generateKey();
        byte[] sealed = encryptor(salt).encrypt(generate().toJSONString().getBytes(StandardCharsets.UTF_8));
        jdbc.sql(
                        "INSERT INTO signing_key (purpose, salt, sealed, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .param(PURPOSE)
                .param(salt)
                .param(sealed)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private RSAKey open(String salt, byte[] sealed) {
        try {
            return RSAKey.parse(new String(encryptor(salt).decrypt(sealed), StandardCharsets.UTF_8));
        } catch (IllegalStateException | ParseException e) {
            throw new IllegalStateException(
                    "The key that signs access tokens cannot be opened: fairwell.secret is not the one it was sealed"
                            + " with. Restore the secret, or delete the row of table signing_key (all tokens end).",
                    e);
        }
    }

    /** AES-256-GCM with a random initialization vector; the key is derived by PBKDF2. */
    private BytesEncryptor encryptor(String salt) {
        return Encryptors.stronger(secret, salt);
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
