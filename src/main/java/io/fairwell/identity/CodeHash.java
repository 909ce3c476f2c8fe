package io.fairwell.identity;

import io.fairwell.cancellation.CaseNumber;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * HMAC-SHA-256 over case number and code. Six digits are guessed at once from a plain hash, so the key is what protects
 * them in a stolen database; the case number in it makes a hash worthless in any other case. The key is derived from
 * the master secret for this purpose alone.
 */
@Component
class CodeHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "fairwell/identity/one-time-codes/1";
    private static final int SHORTEST_SECRET = 32;

    private final SecretKeySpec key;

    /** @throws IllegalArgumentException when the secret is short enough to be guessed */
    CodeHash(@Value("${fairwell.secret}") String secret) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("fairwell.secret has less than " + SHORTEST_SECRET + " characters");
        }
        byte[] master = secret.getBytes(StandardCharsets.UTF_8);
        key = new SecretKeySpec(mac(new SecretKeySpec(master, ALGORITHM), PURPOSE), ALGORITHM);
    }

    byte[] of(CaseNumber number, String code) {
        return mac(key, number.value() + '\n' + code);
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
