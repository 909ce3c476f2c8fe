package io.fairwell.proposal;

import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/** SHA-256 in hexadecimal digits. */
final class Digests {

    private Digests() {}

    static String of(byte[] content) {
        return DigestUtils.sha256Hex(content);
    }

    /** Of all of them: a line for each in the order of their names, with its digest, two blanks and its name. */
    static String of(Map<String, byte[]> files) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(files)
                .forEach((name, content) ->
                        lines.append(of(content)).append("  ").append(name).append('\n'));
        return DigestUtils.sha256Hex(lines.toString());
    }
}
