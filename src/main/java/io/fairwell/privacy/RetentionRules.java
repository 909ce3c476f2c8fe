package io.fairwell.privacy;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.terms.CaseDecisions;
import io.fairwell.terms.Decision;
import io.fairwell.terms.DecisionTables;
import io.fairwell.terms.NoRuleApplies;
import io.fairwell.terms.TableInputs;
import java.time.Period;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * How long records of a case are kept: output {@code retention} of the regulation table, as it was decided in the case;
 * for a case that ended before anything was decided, as the newest table says for its day.
 */
@Component
class RetentionRules {

    /** Where nothing is known any longer that a table could be asked with: as the table's own row for such cases. */
    private static final Rule UNKNOWN = new Rule(Period.ofYears(3), "default", "");

    private static final String REGULATION = "regulation";

    private final CaseDecisions decisions;
    private final DecisionTables tables;
    private final Subscriptions subscriptions;

    RetentionRules(CaseDecisions decisions, DecisionTables tables, Subscriptions subscriptions) {
        this.decisions = decisions;
        this.tables = tables;
        this.subscriptions = subscriptions;
    }

    /** @param name of the row */
    record Rule(Period period, String name, String legalBasis) {}

    Rule of(CancellationCase ended) {
        return decisions
                .latest(ended.number(), REGULATION)
                .or(() -> asked(ended))
                .map(RetentionRules::rule)
                .orElse(UNKNOWN);
    }

    private Optional<Decision> asked(CancellationCase ended) {
        return subscriptions
                .find(ended.tenantId(), ended.request().subscriptionId())
                .flatMap(subscription -> {
                    try {
                        return Optional.of(tables.evaluate(
                                REGULATION,
                                TableInputs.of(subscription, ended.request().declaredOn())));
                    } catch (NoRuleApplies e) {
                        return Optional.empty();
                    }
                });
    }

    /** A table that names no time demands none. */
    private static Rule rule(Decision decision) {
        String period = decision.text("retention");
        return new Rule(
                period.isEmpty() ? Period.ZERO : Period.parse(period), decision.rule(), decision.text("legalBasis"));
    }
}
