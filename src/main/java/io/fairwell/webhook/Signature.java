package io.fairwell.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/** Symmetric signatures of Standard Webhooks 1.0. */
final class Signature {

    private static final String VERSION = "v1,";

    private Signature() {}

    /**
     * @param keys newest first
     * @param id must not contain a full stop
     * @param timestamp seconds since 1970
     * @return the header {@code webhook-signature}: one signature for each key, separated by spaces
     */
    static String header(List<byte[]> keys, String id, long timestamp, String body) {
        byte[] signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        return keys.stream().map(key -> VERSION + signature(key, signed)).collect(Collectors.joining(" "));
    }

    private static String signature(byte[] key, byte[] signed) {
        return Base64.getEncoder().encodeToString(new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmac(signed));
    }
}
