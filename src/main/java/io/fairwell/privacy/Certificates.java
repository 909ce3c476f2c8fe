package io.fairwell.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code erasure_certificate}: only ever added to. */
@Repository
class Certificates {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    Certificates(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    StoredCertificate add(String tenantId, Certificate certificate) {
        String body = write(certificate);
        StoredCertificate stored = new StoredCertificate(certificate, body, hash(body));
        jdbc.sql("""
                        INSERT INTO erasure_certificate (id, tenant_id, customer, occasion, issued_at, body, hash)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        certificate.id(),
                        tenantId,
                        certificate.customer(),
                        certificate.occasion().name())
                .param(certificate.issuedAt().atOffset(ZoneOffset.UTC))
                .params(body, stored.hash())
                .update();
        return stored;
    }

    /** @return oldest first */
    List<StoredCertificate> of(String tenantId, String pseudonym) {
        return jdbc.sql("SELECT body, hash FROM erasure_certificate WHERE tenant_id = ? AND customer = ?"
                        + " ORDER BY issued_at, id")
                .params(tenantId, pseudonym)
                .query(this::read)
                .list();
    }

    private StoredCertificate read(ResultSet row, int index) throws SQLException {
        try {
            String body = row.getString("body");
            return new StoredCertificate(json.readValue(body, Certificate.class), body, row.getString("hash"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored certificate cannot be read", e);
        }
    }

    private String write(Certificate certificate) {
        try {
            return json.writeValueAsString(certificate);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hash(String body) {
        return DigestUtils.sha256Hex(body);
    }
}
