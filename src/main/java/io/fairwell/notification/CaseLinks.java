package io.fairwell.notification;

import io.fairwell.cancellation.CaseNumber;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Links that let customers see and steer their case without a login. The token is the case number with its
 * HMAC-SHA-256 under the master secret, so it cannot be guessed and nothing has to be stored. Whoever changes the
 * secret makes every link that was sent so far invalid.
 */
@Component
public class CaseLinks {

    /** Keeps these values apart from what other modules derive from the same secret. */
    private static final String PURPOSE = "case-link:";

    private static final int LONGEST_TOKEN = 100;

    private final String publicUrl;
    private final String secret;

    CaseLinks(
            @Value("${fairwell.public-url:http://localhost:8080}") String publicUrl,
            @Value("${fairwell.secret}") String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("fairwell.secret must not be blank");
        }
        this.publicUrl = publicUrl.replaceAll("/+$", "");
        this.secret = secret;
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
        byte[] signed = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmac(PURPOSE + number);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }
}
