package io.fairwell.refund;

import io.fairwell.refund.CallbackRefused.Why;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The secrets a gateway may sign with: usually one, two while one replaces the other. */
final class CallbackSecrets {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackSecrets.class);

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");
    /** A sender signs with few secrets. */
    private static final int MOST_SIGNATURES = 10;

    private final List<byte[]> secrets;
    private final Clock clock;

    /** @param setting where the secrets come from; without any, every callback is refused */
    CallbackSecrets(String setting, List<String> written, Function<String, byte[]> reader, Clock clock) {
        secrets = written.stream()
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .map(reader)
                .toList();
        this.clock = clock;
        if (secrets.isEmpty()) {
            LOG.warn("{} is not set: the payment gateway cannot tell us anything, we have to ask", setting);
        }
    }

    /**
     * @param timestamp seconds since 1970, as signed
     * @param signatures what the sender offers; one has to be right
     * @throws CallbackRefused unless one is, and was made within five minutes of now
     */
    void require(@Nullable String timestamp, byte[] signed, List<byte[]> signatures) {
        boolean right = false;
        for (byte[] secret : secrets) {
            byte[] expected = RequestSignature.hmac(secret, signed);
            for (byte[] signature : signatures.subList(0, Math.min(signatures.size(), MOST_SIGNATURES))) {
                right |= MessageDigest.isEqual(expected, signature);
            }
        }
        if (!right || !isOfNow(timestamp)) {
            throw new CallbackRefused(Why.NOT_SIGNED, "no valid signature of now");
        }
    }

    private boolean isOfNow(@Nullable String timestamp) {
        if (timestamp == null || !SECONDS.matcher(timestamp).matches()) {
            return false;
        }
        long apart = Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp));
        return apart <= TOLERANCE.toSeconds();
    }
}
