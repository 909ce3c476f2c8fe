package io.fairwell.terms;

import io.fairwell.subscription.Subscription;
import io.fairwell.terms.Impacts.Told;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts an assessment into the form that is shown: with an id that cannot be guessed, a time until it holds, a hash. */
@Component
class QuoteWriter {

    private static final int ID_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TermsProperties properties;
    private final Clock clock;

    QuoteWriter(TermsProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    Quote write(Subscription subscription, Wish wish, Rules rules) {
        Assessment assessment =
                Assessment.of(subscription, TermsRule.of(rules.terms()), RegulationRule.of(rules.regulation()), wish);
        return write(subscription, wish.requestOn(), assessment, null, rules);
    }

    /** @param shownRefund see {@link Quote} */
    Quote write(
            Subscription subscription,
            LocalDate requestOn,
            Assessment assessment,
            @Nullable Money shownRefund,
            Rules rules) {
        TermsRule rule = TermsRule.of(rules.terms());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Money refund = assessment.refund();
        RefundEta eta =
                eta(subscription, assessment, LocalDate.ofInstant(now, subscription.timeZone()), rules.tables());
        List<Told> impacts = Impacts.of(subscription, rule, assessment, rules.tables());
        RefundStatement statement = new RefundStatement(
                assessment.method().name(),
                assessment.lines(),
                refund,
                subscription.paymentRoute(),
                eta == null ? null : eta.eta());
        return QuoteHash.sealed(new Quote(
                id(),
                "",
                subscription.tenantId(),
                subscription.id(),
                now,
                now.plus(properties.quoteValidity()),
                requestOn,
                assessment.effective().on(),
                assessment.effective().immediate(),
                assessment.basis(),
                rule.whereFor(subscription.channel()),
                assessment.nextCharge(),
                impacts.stream().map(Told::impact).toList(),
                statement,
                decisions(rules, impacts, eta),
                AgreementFacts.of(subscription),
                shownRefund));
    }

    /** Paid when the cancellation is carried out; of a return nobody knows the day. */
    private static @Nullable RefundEta eta(
            Subscription subscription, Assessment assessment, LocalDate today, DecisionTables tables) {
        if (assessment.refund().isZero() || assessment.returnNeeded()) {
            return null;
        }
        LocalDate effective = assessment.effective().on();
        return RefundEta.of(tables, subscription, effective.isAfter(today) ? effective : today)
                .orElse(null);
    }

    /** Every table that took part, by the rules that applied. */
    private static List<DecisionRef> decisions(Rules rules, List<Told> impacts, @Nullable RefundEta eta) {
        return Stream.of(
                        Stream.of(rules.terms().reference(), rules.regulation().reference()),
                        impacts.stream().map(Told::rule),
                        Stream.ofNullable(eta).map(RefundEta::rule))
                .flatMap(references -> references)
                .distinct()
                .toList();
    }

    /** The dates and the impact of one quote with the refund of another that was shown before; sealed anew. */
    static Quote withRefundOf(Quote shown, Quote fresh) {
        return QuoteHash.sealed(new Quote(
                id(),
                "",
                fresh.tenantId(),
                fresh.subscriptionId(),
                fresh.createdAt(),
                fresh.validUntil(),
                shown.requestOn(),
                fresh.effectiveOn(),
                fresh.immediate(),
                shown.basis(),
                fresh.where(),
                fresh.nextCharge(),
                fresh.impact(),
                shown.statement(),
                decisions(shown, fresh),
                shown.facts(),
                shown.shownRefund()));
    }

    /** What the refund of the one and the impact of the other rest on. */
    private static List<DecisionRef> decisions(Quote shown, Quote fresh) {
        return Stream.concat(
                        shown.decisions().stream().filter(rule -> !isImpact(rule)),
                        fresh.decisions().stream().filter(QuoteWriter::isImpact))
                .toList();
    }

    private static boolean isImpact(DecisionRef rule) {
        return rule.decision().equals(Impacts.DECISION);
    }

    private static String id() {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        return "q-" + HexFormat.of().formatHex(bytes);
    }
}
