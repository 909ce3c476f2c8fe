package io.fairwell.identity;

import io.fairwell.cancellation.CaseNumber;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * HMAC-SHA-256 over case number and code. Six digits are guessed at once from a plain hash, so the key is what protects
 * them in a stolen database; the case number in it makes a hash worthless in any other case. The key is derived from
 * the master secret for this purpose alone.
 */
@Component
class CodeHash {

    private static final String PURPOSE = "fairwell/identity/one-time-codes/1";
    private static final int SHORTEST_SECRET = 32;

    private final byte[] key;

    /** @throws IllegalArgumentException when the secret is short enough to be guessed */
    CodeHash(@Value("${fairwell.secret}") String secret) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("fairwell.secret has less than " + SHORTEST_SECRET + " characters");
        }
        key = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmac(PURPOSE);
    }

    byte[] of(CaseNumber number, String code) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmac(number.value() + '\n' + code);
    }
}
