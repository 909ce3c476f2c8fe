package io.fairwell.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairwell.privacy.PersonalData.Column;
import io.fairwell.privacy.PersonalData.Of;
import io.fairwell.privacy.PersonalData.Table;
import io.fairwell.vault.Owner;
import io.fairwell.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** Opens what is sealed; what was erased is null. */
@Component
class ExportRows {

    private final Vault vault;
    private final ObjectMapper json;

    ExportRows(Vault vault, ObjectMapper json) {
        this.vault = vault;
        this.json = json;
    }

    RowMapper<Map<String, @Nullable Object>> of(Table table) {
        return (row, index) -> {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (Column column : table.columns()) {
                values.put(column.name(), value(table, column, row));
            }
            return values;
        };
    }

    private @Nullable Object value(Table table, Column column, ResultSet row) throws SQLException {
        String name = table.name() + "." + column.name();
        return switch (column.protection()) {
            case SEALED -> vault.open(owner(table, row), name, row.getString(column.name()));
            case SEALED_BYTES -> base64(vault.open(owner(table, row), name, row.getBytes(column.name())));
            case SEALED_INSIDE -> opened(caseOwner(row), table.name(), json(row.getString(column.name())));
            case HASHED -> hash(row.getObject(column.name()));
            case PLAIN, PSEUDONYMISED -> plain(row, column.name());
        };
    }

    private static Owner owner(Table table, ResultSet row) throws SQLException {
        return table.of() == Of.CASE
                ? caseOwner(row)
                : Owner.ofCustomer(row.getString("tenant_id"), row.getString("customer_id"));
    }

    private static Owner caseOwner(ResultSet row) throws SQLException {
        return Owner.ofCase(row.getString("tenant_id"), row.getString("case_number"));
    }

    /** Whatever is sealed in a document names its place: {@code cancellation_case.refund.reason}. */
    private JsonNode opened(Owner owner, String path, JsonNode document) {
        if (document instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                String place = path + "." + field.getKey();
                JsonNode value = field.getValue();
                if (value.isTextual() && Vault.isSealed(value.textValue())) {
                    object.put(field.getKey(), vault.open(owner, place, value.textValue()));
                } else {
                    opened(owner, place, value);
                }
            });
        }
        return document;
    }

    private @Nullable Object plain(ResultSet row, String column) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof Timestamp at) {
            return at.toInstant().toString();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        String type = row.getMetaData().getColumnTypeName(row.findColumn(column));
        return value != null && type.equals("jsonb") ? json(row.getString(column)) : Exports.text(value);
    }

    private static @Nullable String hash(@Nullable Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : Exports.text(value);
    }

    private static @Nullable String base64(byte @Nullable [] content) {
        return content == null ? null : Base64.getEncoder().encodeToString(content);
    }

    private JsonNode json(@Nullable String text) {
        try {
            return json.readTree(text == null ? "null" : text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored document cannot be read", e);
        }
    }
}
