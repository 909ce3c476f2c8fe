package io.fairwell.vault;

import io.fairwell.database.StartRefused;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * Wraps data keys. A master key is derived from its secret for this purpose alone (HMAC-SHA-256, as one step of HKDF), so
 * the secret itself may serve other purposes too.
 */
final class MasterKeys {

    /** Id of the key that is derived from {@code fairwell.secret}. */
    static final String OF_SECRET = "secret";

    private static final String WRAPPING = "fairwell/privacy/master-key/1/";
    private static final String INDEX = "fairwell/privacy/blind-index/1";

    private final Map<String, SecretKey> keys = new HashMap<>();
    private final String current;
    private final byte[] index;

    /** @throws StartRefused when the present master key is not among those configured */
    MasterKeys(String secret, VaultProperties properties) {
        keys.put(OF_SECRET, wrapping(secret, OF_SECRET));
        properties.masterKeys().forEach((id, key) -> keys.put(id, wrapping(key.secret(), id)));
        this.index = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmac(INDEX);
        this.current = properties.masterKey() == null ? OF_SECRET : properties.masterKey();
        if (!keys.containsKey(current)) {
            throw new StartRefused(
                    "fairwell.privacy.master-key names a master key that is not configured: " + current + ".",
                    "Set fairwell.privacy.master-keys." + current + ".secret (or the environment variable"
                            + " FAIRWELL_PRIVACY_MASTERKEYS_<ID>_SECRET).");
        }
    }

    String current() {
        return current;
    }

    Set<String> ids() {
        return Set.copyOf(keys.keySet());
    }

    byte[] wrap(UUID id, Owner owner, byte[] dataKey) {
        return AesGcm.seal(key(current), dataKey, bound(id, owner));
    }

    /** @throws CannotBeOpened when it was wrapped with another secret */
    byte[] unwrap(UUID id, Owner owner, String masterKey, byte[] wrapped) {
        return AesGcm.open(key(masterKey), wrapped, bound(id, owner));
    }

    private SecretKey key(String id) {
        SecretKey key = keys.get(id);
        if (key == null) {
            throw new CannotBeOpened("master key " + id + " is not configured");
        }
        return key;
    }

    private static byte[] bound(UUID id, Owner owner) {
        return (id + "\n" + owner.text()).getBytes(StandardCharsets.UTF_8);
    }

    /** HMAC-SHA-256; its key does not change with the master key, because what it finds is stored. */
    byte[] index(String text) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, index).hmac(text);
    }

    private static SecretKey wrapping(String secret, String id) {
        return new SecretKeySpec(new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmac(WRAPPING + id), "AES");
    }
}
