package io.fairwell.testing;

import io.fairwell.vault.Owner;
import io.fairwell.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox as tests look at it: it is sealed. */
public final class OpenedLetters {

    private OpenedLetters() {}

    /** Of each letter of that kind, or of all where {@code kind} is {@code %}, in the order they were written. */
    public static List<String> column(JdbcClient jdbc, Vault vault, String caseNumber, String kind, String column) {
        return jdbc.sql("SELECT * FROM outbox_message WHERE case_number = ? AND kind LIKE ? ORDER BY created_at, id")
                .params(caseNumber, kind)
                .query((row, index) -> open(vault, row, column))
                .list();
    }

    public static String open(Vault vault, ResultSet row, String column) throws SQLException {
        Owner owner = Owner.ofCase(row.getString("tenant_id"), row.getString("case_number"));
        return vault.openText(owner, "outbox_message." + column, row.getString(column));
    }
}
