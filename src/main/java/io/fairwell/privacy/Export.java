package io.fairwell.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of a customer. Personal data: never in logs.
 *
 * @param records rows by table, each by column; texts, or documents as Jackson has them
 * @param certificates of what was erased before
 */
public record Export(
        String customerId,
        Instant exportedAt,
        Map<String, List<Map<String, @Nullable Object>>> records,
        List<StoredCertificate> certificates) {

    @Override
    public String toString() {
        return "Export[…]";
    }
}
