package io.fairwell.terms;

import static io.fairwell.terms.SubscriptionBuilder.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.subscription.Subscription;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every golden case, once with the golden terms and once through the decision tables as shipped. */
class GoldenQuotesTest {

    private static final Map<String, DecisionTables> TABLES =
            Map.of("golden terms", new GoldenTables(), "decision tables", new DmnTables());

    static Stream<Arguments> cases() {
        return TABLES.keySet().stream()
                .flatMap(by -> Csv.rows("quotes.csv").stream().map(row -> Arguments.of(by, row.get("id"), row)));
    }

    @Test
    void thereAreTwentyTwoCases() {
        assertThat(Csv.rows("quotes.csv")).hasSize(22);
    }

    @ParameterizedTest(name = "{1} by {0}")
    @MethodSource("cases")
    void theQuoteIsExactlyTheGoldenOne(String by, String id, Map<String, String> row) {
        Assessment assessment = assess(TABLES.get(by), row);

        assertThat(assessment.effective().on()).isEqualTo(row.get("effectiveOn"));
        assertThat(assessment.basis()).hasToString(row.get("basis"));
        assertThat(assessment.method()).hasToString(row.get("method"));
        assertThat(amount(assessment, LineKind.BASE)).isEqualTo(row.get("base"));
        assertThat(amount(assessment, LineKind.BENEFITS)).isEqualTo(row.get("lessBenefits"));
        assertThat(amount(assessment, LineKind.PERCENT_FEE)).isEqualTo(row.get("lessPercentFee"));
        assertThat(amount(assessment, LineKind.EARLY_TERMINATION)).isEqualTo(row.get("lessEarlyTermination"));
        assertThat(amount(assessment, LineKind.FIXED_FEE)).isEqualTo(row.get("lessFixedFee"));
        assertThat(assessment.refund().getAmount().toPlainString()).isEqualTo(row.get("refund"));
    }

    private static Assessment assess(DecisionTables tables, Map<String, String> row) {
        String billing = Csv.rows("terms.csv").stream()
                .filter(terms -> terms.get("terms").equals(row.get("terms")))
                .findFirst()
                .orElseThrow()
                .get("billing");
        boolean recurring = billing.contains("recurring");
        Subscription subscription = subscription(row.get("terms"))
                .jurisdiction(row.get("jurisdiction"))
                .paid("CNY " + row.get("paid"))
                .term(row.get("termStart"), row.get("termEnd"))
                .paidOn(row.get("paidOn"))
                .autoRenew(recurring)
                .billingPeriod(recurring && billing.startsWith("P1") ? billing.substring(0, 3) : null)
                .used(Boolean.parseBoolean(row.get("used")))
                .benefits("CNY " + row.get("benefitsEnjoyed"))
                .build();
        Map<String, Object> inputs = TableInputs.of(subscription, LocalDate.parse(row.get("requestOn")));
        return Assessment.of(
                subscription,
                TermsRule.of(tables.evaluate("terms", inputs)),
                RegulationRule.of(tables.evaluate("regulation", inputs)),
                new Wish(
                        LocalDate.parse(row.get("requestOn")),
                        EffectiveMode.valueOf(row.get("mode")),
                        row.get("requestedDate").isEmpty() ? null : LocalDate.parse(row.get("requestedDate")),
                        null));
    }

    /** What the line adds or takes, without a sign; 0.00 where there is no such line. */
    private static String amount(Assessment assessment, LineKind kind) {
        return assessment.lines().stream()
                .filter(line -> line.kind() == kind)
                .map(line -> line.amount().abs().getAmount().toPlainString())
                .findFirst()
                .orElse("0.00");
    }
}
