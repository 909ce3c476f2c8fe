package io.fairwell.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who decides about a refund: every rule, and both sides of every limit. */
class ReviewRoutingDecisionTest {

    private static final DmnTables TABLES = new DmnTables();

    @ParameterizedTest
    @CsvSource({
        "CNY, -0.01,     nothing,           NONE",
        "CNY, 0,         nothing,           NONE",
        "CNY, 0.01,      cny-automatic,     AUTOMATIC",
        "CNY, 199.99,    cny-automatic,     AUTOMATIC",
        "CNY, 200,       cny-automatic,     AUTOMATIC",
        "CNY, 200.01,    cny-agent,         AGENT",
        "CNY, 1000,      cny-agent,         AGENT",
        "CNY, 1000.01,   above-limit,       SUPERVISOR",
        "CNY, 999999.99, above-limit,       SUPERVISOR",
        "EUR, 0,         nothing,           NONE",
        "EUR, 0.01,      western-automatic, AUTOMATIC",
        "EUR, 30,        western-automatic, AUTOMATIC",
        "EUR, 30.01,     western-agent,     AGENT",
        "EUR, 150,       western-agent,     AGENT",
        "EUR, 150.01,    above-limit,       SUPERVISOR",
        "USD, 30,        western-automatic, AUTOMATIC",
        "USD, 30.01,     western-agent,     AGENT",
        "USD, 150,       western-agent,     AGENT",
        "USD, 150.01,    above-limit,       SUPERVISOR",
        "GBP, 30,        western-automatic, AUTOMATIC",
        "GBP, 30.01,     western-agent,     AGENT",
        "GBP, 150,       western-agent,     AGENT",
        "GBP, 150.01,    above-limit,       SUPERVISOR",
        "JPY, 0,         nothing,           NONE",
        "JPY, 1,         other-currency,    AGENT",
        "JPY, 200,       other-currency,    AGENT",
        "CHF, 0.01,      other-currency,    AGENT",
        "CHF, 100000,    other-currency,    AGENT"
    })
    void theAmountDecidesWhereNothingElseSpeaks(String currency, double amount, String rule, String route) {
        assertRouted(inputs(false, "DAYS", "TOO_EXPENSIVE", currency, amount), rule, route);
    }

    /** In the order of the table: each would be decided otherwise by the rules below it. */
    @ParameterizedTest
    @CsvSource({
        "true,  REVIEW, NOT_AS_PROMISED, CNY, 0,       claim,           SUPERVISOR",
        "false, REVIEW, TOO_EXPENSIVE,   CNY, 1,       claim,           SUPERVISOR",
        "false, REVIEW, TOO_EXPENSIVE,   JPY, 1,       claim,           SUPERVISOR",
        "true,  DAYS,   NOT_AS_PROMISED, CNY, 0,       not-as-promised, SUPERVISOR",
        "false, DAYS,   NOT_AS_PROMISED, CNY, 1,       not-as-promised, SUPERVISOR",
        "false, NONE,   NOT_AS_PROMISED, JPY, 1,       not-as-promised, SUPERVISOR",
        "true,  DAYS,   TOO_EXPENSIVE,   CNY, 0,       installments,    AGENT",
        "true,  MONTHS, OTHER,           CNY, 1,       installments,    AGENT",
        "true,  FULL,   OTHER,           CNY, 1000.01, installments,    AGENT",
        "false, FULL,   OTHER,           CNY, 0,       nothing,         NONE",
        "false, MONTHS, PRIVACY,         CNY, 1,       cny-automatic,   AUTOMATIC"
    })
    void whatAPersonMustSeeComesBeforeTheAmount(
            boolean installments,
            String method,
            String reason,
            String currency,
            double amount,
            String rule,
            String route) {
        assertRouted(inputs(installments, method, reason, currency, amount), rule, route);
    }

    private static void assertRouted(Map<String, Object> inputs, String rule, String route) {
        Decision decision = TABLES.evaluate("review-routing", inputs);

        assertThat(decision.rule()).isEqualTo(rule);
        assertThat(decision.outputs()).isEqualTo(Map.of("reviewRoute", route));
    }

    private static Map<String, Object> inputs(
            boolean installments, String method, String reason, String currency, double amount) {
        return Map.of(
                "installmentsOutstanding",
                installments,
                "refundMethod",
                method,
                "reason",
                reason,
                "currency",
                currency,
                "refundAmount",
                amount);
    }
}
