package io.fairwell.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
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

    private static final String PURPOSE = "fairwell/audit/chain/1";
    private static final HexFormat HEX = HexFormat.of();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final byte[] key;

    Chain(@Value("${fairwell.secret}") String secret) {
        key = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmac(PURPOSE);
    }

    /** Of all but the signature itself. The random id makes a copy of an entry no entry. */
    byte[] sign(StoredEntry stored) {
        return mac("entry\n" + json(content(stored)));
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
        return DigestUtils.sha256(json(link));
    }

    /** @param what {@code seal}, {@code head} or {@code cut}: the signature of one does not do for another */
    byte[] sign(String what, long sequence, byte[] hash) {
        return mac(what + '\n' + sequence + '\n' + HEX.formatHex(hash));
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

    private byte[] mac(String text) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmac(text);
    }
}
