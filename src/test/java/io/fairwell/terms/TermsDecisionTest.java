package io.fairwell.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TermsDecisionTest {

    private static final DmnTables TABLES = new DmnTables();

    static Stream<String> profiles() {
        return Csv.rows("terms.csv").stream().map(row -> row.get("terms"));
    }

    @Test
    void thereAreSixteenProfiles() {
        assertThat(profiles()).hasSize(16);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void aProfileHasTheAgreedNumbers(String profile) {
        Map<String, Object> inputs = Map.of("terms", profile, "jurisdiction", "CN");

        Decision shipped = TABLES.evaluate("terms", inputs);

        assertThat(shipped.rule()).isEqualTo(profile);
        assertThat(TermsRule.of(shipped)).isEqualTo(TermsRule.of(new GoldenTables().evaluate("terms", inputs)));
        assertThat(shipped.outputs().keySet())
                .isEqualTo(GoldenTables.outputs(Csv.rows("terms.csv").get(0)).keySet());
    }

    @Test
    void anUnknownProfileHasNoRule() {
        for (String profile : List.of("", "retail", "RETAIL-ANNUAL")) {
            assertThatThrownBy(() -> TABLES.evaluate("terms", Map.of("terms", profile, "jurisdiction", "CN")))
                    .isInstanceOf(NoRuleApplies.class);
        }
    }
}
