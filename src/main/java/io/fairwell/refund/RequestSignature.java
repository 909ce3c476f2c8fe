package io.fairwell.refund;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/** HMAC-SHA256 over what is worth protecting in a request, and over texts in general. */
final class RequestSignature {

    private RequestSignature() {}

    /**
     * @param timestamp seconds since 1970
     * @param target path and query as they are sent
     * @param key the idempotency key; empty where there is none
     */
    static String of(String secret, String timestamp, String method, String target, String key, byte[] body) {
        String content = String.join("\n", timestamp, method, target, key, DigestUtils.sha256Hex(body));
        return "v1=" + hex(hmac(secret.getBytes(StandardCharsets.UTF_8), content.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] hmac(byte[] secret, byte[] content) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmac(content);
    }

    static byte[] joined(byte[] start, byte[] rest) {
        byte[] all = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, all, start.length, rest.length);
        return all;
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
