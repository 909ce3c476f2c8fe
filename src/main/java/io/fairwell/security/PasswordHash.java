package io.fairwell.security;

import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder.BCryptVersion;

/**
 * How passwords are kept: bcrypt, which costs whoever guesses as much as it costs us. The engine puts a salt of its own
 * behind the password and bcrypt reads 72 bytes at most, so what it gets is the SHA-256 of both: every character counts.
 */
class PasswordHash implements PasswordEncryptor {

    /** Stands in front of each hash in the engine's table. */
    private static final String NAME = "bcrypt-sha256";

    /** Well-formed, and of no password. */
    private static final String NOBODYS = ".".repeat(53);

    private final BCryptPasswordEncoder bcrypt;
    private final String nobodys;
    private final int strength;

    /** @param strength logarithm of the number of rounds */
    PasswordHash(int strength) {
        this.strength = strength;
        this.bcrypt = new BCryptPasswordEncoder(BCryptVersion.$2B, strength);
        this.nobodys = "$2b$%02d$%s".formatted(strength, NOBODYS);
    }

    @Override
    public String encrypt(String salted) {
        return bcrypt.encode(shortened(salted));
    }

    @Override
    public boolean check(String salted, String encrypted) {
        return bcrypt.matches(shortened(salted), encrypted);
    }

    @Override
    public String hashAlgorithmName() {
        return NAME;
    }

    /** Takes as long as a check, so that the time an answer takes tells nobody which accounts there are. */
    void pretend(String password) {
        check(password, nobodys);
    }

    /** @param stored as the engine keeps it, algorithm first; null where there is no password */
    boolean isCurrent(@Nullable String stored) {
        return stored != null && stored.startsWith("{%s}$2b$%02d$".formatted(NAME, strength));
    }

    private static String shortened(String salted) {
        return Base64.getEncoder().encodeToString(DigestUtils.sha256(salted));
    }
}
