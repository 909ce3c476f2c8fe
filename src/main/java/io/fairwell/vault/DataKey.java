package io.fairwell.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one owner. What it seals names it, and is bound to its column, its owner and the key itself, so that no
 * value can be moved to where somebody else may read it.
 */
final class DataKey {

    private static final Pattern TEXT = Pattern.compile("k1:([0-9a-f-]{36}):([A-Za-z0-9_-]+)");
    private static final byte VERSION = 1;
    private static final int HEAD = 1 + 16;

    private final UUID id;
    private final Owner owner;
    private final SecretKey key;

    DataKey(UUID id, Owner owner, byte[] key) {
        this.id = id;
        this.owner = owner;
        this.key = new SecretKeySpec(key, "AES");
    }

    UUID id() {
        return id;
    }

    Owner owner() {
        return owner;
    }

    String seal(String column, String plain) {
        byte[] sealed = AesGcm.seal(key, plain.getBytes(StandardCharsets.UTF_8), bound(column));
        return "k1:" + id + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    byte[] seal(String column, byte[] plain) {
        byte[] sealed = AesGcm.seal(key, plain, bound(column));
        return ByteBuffer.allocate(HEAD + sealed.length)
                .put(VERSION)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(sealed)
                .array();
    }

    String open(String column, String sealed) {
        byte[] content = Base64.getUrlDecoder().decode(parts(sealed).group(2));
        return new String(AesGcm.open(key, content, bound(column)), StandardCharsets.UTF_8);
    }

    byte[] open(String column, byte[] sealed) {
        byte[] content = new byte[sealed.length - HEAD];
        System.arraycopy(sealed, HEAD, content, 0, content.length);
        return AesGcm.open(key, content, bound(column));
    }

    private byte[] bound(String column) {
        return (column + "\n" + owner.text() + "\n" + id).getBytes(StandardCharsets.UTF_8);
    }

    static boolean looksSealed(String stored) {
        return TEXT.matcher(stored).matches();
    }

    static boolean looksSealed(byte[] stored) {
        return stored.length > HEAD && stored[0] == VERSION;
    }

    /** @throws CannotBeOpened when it was never sealed */
    static UUID keyOf(String sealed) {
        return UUID.fromString(parts(sealed).group(1));
    }

    /** @throws CannotBeOpened when it was never sealed */
    static UUID keyOf(byte[] sealed) {
        if (!looksSealed(sealed)) {
            throw new CannotBeOpened("it is not sealed");
        }
        ByteBuffer head = ByteBuffer.wrap(sealed, 1, HEAD - 1);
        return new UUID(head.getLong(), head.getLong());
    }

    private static Matcher parts(String sealed) {
        Matcher parts = TEXT.matcher(sealed);
        if (!parts.matches()) {
            throw new CannotBeOpened("it is not sealed");
        }
        return parts;
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "DataKey[" + id + "]";
    }
}
