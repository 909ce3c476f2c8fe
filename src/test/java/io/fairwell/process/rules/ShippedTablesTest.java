package io.fairwell.process.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tables as they are shipped: complete, without contradiction, and understood by the application. */
class ShippedTablesTest {

    private final FindingTexts texts = new FindingTexts();

    @Test
    void nothingIsWrongWithAnyOfThem() {
        assertThat(texts(Sheet.shipped())).isEmpty();
    }

    @Test
    void everyDecisionTheApplicationAsksForIsThere() {
        for (String decision : KnownTables.byDecision().keySet()) {
            Map<String, byte[]> without = Sheet.shipped();
            assertThat(without.remove(decision + ".dmn")).as(decision).isNotNull();

            assertThat(texts(without))
                    .contains("Table " + decision
                            + ": the application needs this decision, and it is not in the deployment.");
        }
    }

    @Test
    void everyTableIsOneTheApplicationKnows() {
        Set<String> files = new LinkedHashSet<>();
        KnownTables.byDecision().keySet().forEach(decision -> files.add(decision + ".dmn"));

        assertThat(Sheet.shipped()).containsOnlyKeys(files);
    }

    private List<String> texts(Map<String, byte[]> tables) {
        return Sheet.CHECKS.check(new Bundle(tables, true, Set.of())).stream()
                .map(texts::of)
                .toList();
    }
}
