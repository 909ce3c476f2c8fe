package io.fairwell.api;

import io.fairwell.privacy.Export;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that is known of a customer, table by table. */
record ExportView(
        String customerId,
        Instant exportedAt,
        Map<String, List<Map<String, @Nullable Object>>> records,
        List<CertificateView> certificates) {

    static ExportView of(Export export) {
        return new ExportView(
                export.customerId(),
                export.exportedAt(),
                export.records(),
                export.certificates().stream().map(CertificateView::of).toList());
    }

    @Override
    public String toString() {
        return "ExportView[…]";
    }
}
