package io.fairwell.privacy;

/**
 * @param body the certificate as JSON, exactly as the hash is over it
 * @param hash SHA-256 of {@code body} in UTF-8, in hexadecimal digits
 */
public record StoredCertificate(Certificate certificate, String body, String hash) {}
