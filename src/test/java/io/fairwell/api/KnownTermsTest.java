package io.fairwell.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.terms.Decision;
import io.fairwell.terms.NoRuleApplies;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownTermsTest {

    private final List<String> asked = new ArrayList<>();
    private final KnownTerms known = new KnownTerms(
            (decision, inputs) -> {
                asked.add(decision + " " + inputs.get("terms") + " " + inputs.get("jurisdiction") + " "
                        + inputs.get("declaredOn"));
                if (inputs.get("terms").equals("unheard-of")) {
                    throw new NoRuleApplies(decision);
                }
                return new Decision(decision, 1, "rule", Map.of());
            },
            LocalDate.of(2024, 2, 29));

    @Test
    void aTableIsAskedOnceForEachPair() {
        for (int line = 0; line < 3; line++) {
            assertThat(known.applies("terms", "retail-annual", "CN")).isTrue();
            assertThat(known.applies("terms", "retail-annual", "US")).isTrue();
            assertThat(known.applies("regulation", "retail-annual", "CN")).isTrue();
            assertThat(known.applies("terms", "unheard-of", "CN")).isFalse();
        }

        assertThat(asked)
                .containsExactly(
                        "terms retail-annual CN 2024-02-29",
                        "terms retail-annual US 2024-02-29",
                        "regulation retail-annual CN 2024-02-29",
                        "terms unheard-of CN 2024-02-29");
    }
}
