package io.fairwell.notification;

import io.fairwell.cancellation.CaseNumber;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Links that let customers see and steer their case without a login. The token is the case number with its
 * HMAC-SHA-256 under the master secret, so it cannot be guessed and nothing has to be stored. Whoever changes the
 * secret makes every link that was sent so far invalid.
 */
@Component
public class CaseLinks {

    private static final String ALGORITHM = "HmacSHA256";
    /** Keeps these values apart from what other modules derive from the same secret. */
    private static final String PURPOSE = "case-link:";

    private static final int LONGEST_TOKEN = 100;

    private final String publicUrl;
    private final SecretKeySpec key;

    CaseLinks(
            @Value("${fairwell.public-url:http://localhost:8080}") String publicUrl,
            @Value("${fairwell.secret}") String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("fairwell.secret must not be blank");
        }
        this.publicUrl = publicUrl.replaceAll("/+$", "");
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** @return the address of the customer's page for this case */
    public String url(CaseNumber number) {
        return publicUrl + "/my/" + number + "." + signature(number);
    }

    /** @return the case a token was made for; empty for anything that was not made here */
    public Optional<CaseNumber> resolve(String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        byte[] given = token.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        return CaseNumber.parse(token.substring(0, dot))
                .filter(number -> MessageDigest.isEqual(given, signature(number).getBytes(StandardCharsets.UTF_8)));
    }

    private String signature(CaseNumber number) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] signed = mac.doFinal((PURPOSE + number).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
