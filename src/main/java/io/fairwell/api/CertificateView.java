package io.fairwell.api;

import io.fairwell.privacy.Certificate;
import io.fairwell.privacy.StoredCertificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * @param document what {@code hash} is the SHA-256 of: the certificate as it is kept, byte for byte
 */
record CertificateView(
        UUID id,
        Certificate.Occasion occasion,
        Instant issuedAt,
        List<String> legalBasis,
        List<Certificate.Erased> erased,
        List<Certificate.Kept> restricted,
        List<UUID> keysDestroyed,
        String document,
        String hash) {

    static CertificateView of(StoredCertificate stored) {
        Certificate certificate = stored.certificate();
        return new CertificateView(
                certificate.id(),
                certificate.occasion(),
                certificate.issuedAt(),
                certificate.legalBasis(),
                certificate.erased(),
                certificate.restricted(),
                certificate.keysDestroyed(),
                stored.body(),
                stored.hash());
    }
}
