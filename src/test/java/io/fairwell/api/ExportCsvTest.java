package io.fairwell.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.privacy.Export;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExportCsvTest {

    @Test
    void aLineForEachValue_andNoFormulas() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("text", "Li said \"no\",\nthen left");
        row.put("name", "=HYPERLINK(\"x\")");
        row.put("phone", "+8613800138000");
        row.put("amount", -500);
        row.put("gone", null);

        String csv = ExportCsv.of(new Export("cust-1", Instant.EPOCH, Map.of("case_file", List.of(row)), List.of()));

        assertThat(csv.split("\r\n"))
                .containsExactly(
                        "table,row,column,value",
                        "case_file,1,text,\"Li said \"\"no\"\",\nthen left\"",
                        "case_file,1,name,\"'=HYPERLINK(\"\"x\"\")\"",
                        "case_file,1,phone,\"'+8613800138000\"",
                        "case_file,1,amount,\"-500\"",
                        "case_file,1,gone,");
    }
}
