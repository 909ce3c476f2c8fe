package io.fairwell.security;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.encrypt.Encryptors;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;

/**
 * Keeps keys in the database so that the database alone does not give them away: AES-256-GCM with a random
 * initialization vector under a key that PBKDF2 derives from the master secret and a salt.
 */
@Component
public class Seal {

    private final String secret;

    public Seal(@Value("${fairwell.secret}") String secret) {
        this.secret = secret;
    }

    /** What is stored. */
    public record Sealed(String salt, byte[] content) {}

    public Sealed close(byte[] content) {
        String salt = KeyGenerators.string().generateKey();
        return new Sealed(salt, Encryptors.stronger(secret, salt).encrypt(content));
    }

    /** @throws IllegalStateException when it was sealed with another secret, or changed since */
    public byte[] open(Sealed sealed) {
        return Encryptors.stronger(secret, sealed.salt()).decrypt(sealed.content());
    }
}
