package io.fairwell.api;

import io.fairwell.privacy.Export;
import io.fairwell.privacy.StoredCertificate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An export as one table, whatever the tables are that it comes from: a line for each value. RFC 4180; what a spreadsheet
 * would take for a formula is given a quote in front.
 */
final class ExportCsv {

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final StringBuilder csv = new StringBuilder("table,row,column,value\r\n");

    private ExportCsv() {}

    static String of(Export export) {
        ExportCsv csv = new ExportCsv();
        export.records().forEach(csv::add);
        int row = 0;
        for (StoredCertificate certificate : export.certificates()) {
            csv.line("erasure_certificate", ++row, "body", certificate.body());
            csv.line("erasure_certificate", row, "hash", certificate.hash());
        }
        return csv.csv.toString();
    }

    private void add(String table, List<Map<String, @Nullable Object>> rows) {
        int number = 0;
        for (Map<String, @Nullable Object> row : rows) {
            number++;
            for (Map.Entry<String, @Nullable Object> value : row.entrySet()) {
                line(table, number, value.getKey(), value.getValue());
            }
        }
    }

    private void line(String table, int row, String column, @Nullable Object value) {
        csv.append(table).append(',').append(row).append(',').append(column).append(',');
        csv.append(value == null ? "" : quoted(value)).append("\r\n");
    }

    private static String quoted(Object value) {
        String text = value.toString();
        boolean formula = !(value instanceof Number) && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
