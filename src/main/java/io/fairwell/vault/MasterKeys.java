package io.fairwell.vault;

import io.fairwell.database.StartRefused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Wraps data keys. A master key is derived from its secret for this purpose alone (HMAC-SHA-256, as one step of HKDF), so
 * the secret itself may serve other purposes too.
 */
final class MasterKeys {

    /** Id of the key that is derived from {@code fairwell.secret}. */
    static final String OF_SECRET = "secret";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String WRAPPING = "fairwell/privacy/master-key/1/";
    private static final String INDEX = "fairwell/privacy/blind-index/1";

    private final Map<String, SecretKey> keys = new HashMap<>();
    private final String current;
    private final SecretKey index;

    /** @throws StartRefused when the present master key is not among those configured */
    MasterKeys(String secret, VaultProperties properties) {
        keys.put(OF_SECRET, derive(secret, WRAPPING + OF_SECRET, "AES"));
        properties.masterKeys().forEach((id, key) -> keys.put(id, derive(key.secret(), WRAPPING + id, "AES")));
        this.index = derive(secret, INDEX, ALGORITHM);
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
        return mac(index, text);
    }

    private static SecretKey derive(String secret, String purpose, String algorithm) {
        SecretKey from = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        return new SecretKeySpec(mac(from, purpose), algorithm);
    }

    private static byte[] mac(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
