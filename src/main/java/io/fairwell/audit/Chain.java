package io.fairwell.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How entries are signed and linked. A hash covers the entry in canonical JSON (names in alphabetical order, no spaces)
 * and the hash before it, so that anybody can recompute the chain who trusts its last hash; whoever has the database
 * alone cannot make one of their own, because entries, links, head and cuts are signed (HMAC-SHA-256) with a key that is
 * derived from the master secret for this purpose alone.
 */
@Component
class Chain {

    /** What the first link names as the one before. */
    static final byte[] NOTHING = new byte[32];

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "fairwell/audit/chain/1";
    private static final HexFormat HEX = HexFormat.of();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SecretKeySpec key;

    Chain(@Value("${fairwell.secret}") String secret) {
        byte[] master = secret.getBytes(StandardCharsets.UTF_8);
        key = new SecretKeySpec(mac(new SecretKeySpec(master, ALGORITHM), PURPOSE), ALGORITHM);
    }

    /** Of all but the signature itself. The random id makes a copy of an entry no entry. */
    byte[] sign(StoredEntry stored) {
        return mac(key, "entry\n" + json(content(stored)));
    }

    /** @param stored null where the entry that was to be linked is gone */
    byte[] link(long sequence, byte[] previous, UUID id, @Nullable StoredEntry stored) {
        Map<String, Object> link = new TreeMap<>();
        link.put("sequence", sequence);
        link.put("previous", HEX.formatHex(previous));
        link.put("id", id.toString());
        if (stored != null) {
            link.put("entry", content(stored));
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(json(link).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** @param what {@code seal}, {@code head} or {@code cut}: the signature of one does not do for another */
    byte[] sign(String what, long sequence, byte[] hash) {
        return mac(key, what + '\n' + sequence + '\n' + HEX.formatHex(hash));
    }

    private static Map<String, Object> content(StoredEntry stored) {
        AuditEntry entry = stored.entry();
        Map<String, Object> content = new TreeMap<>();
        content.put("id", stored.id().toString());
        content.put("tenant", entry.tenantId());
        content.put("at", stored.at().toString());
        content.put("actor", entry.actor());
        content.put("action", entry.action());
        content.put("outcome", entry.outcome().name());
        if (entry.caseNumber() != null) {
            content.put("case", entry.caseNumber());
        }
        if (entry.address() != null) {
            content.put("address", entry.address());
        }
        content.put("details", new TreeMap<>(entry.details()));
        return content;
    }

    private static String json(Map<String, Object> sorted) {
        try {
            return JSON.writeValueAsString(sorted);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts cannot be written", e);
        }
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
