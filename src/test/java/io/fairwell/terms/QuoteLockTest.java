package io.fairwell.terms;

import static io.fairwell.terms.SubscriptionBuilder.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.subscription.Subscription;
import io.fairwell.terms.QuoteLock.Settlement;
import io.fairwell.terms.Requote.Change;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** By the tables as shipped. Requests are made on 12 November 2026 unless a test says otherwise. */
class QuoteLockTest {

    private static final DecisionTables SHIPPED = new DmnTables();
    private static final Map<List<Object>, Decision> DECISIONS = new ConcurrentHashMap<>();

    /** Each question is put to the tables once, because the property asks the same ones over and over. */
    private static final DecisionTables TABLES = (decision, inputs) ->
            DECISIONS.computeIfAbsent(List.of(decision, inputs), key -> SHIPPED.evaluate(decision, inputs));

    private static final LocalDate REQUEST = LocalDate.of(2026, 11, 12);
    private static final QuoteWriter WRITER =
            new QuoteWriter(new TermsProperties(Duration.ofMinutes(30)), new MutableClock());

    @Test
    void nothingHasChanged() {
        Subscription facts = vip().build();

        assertUnchanged(settle(facts, facts, atOnce()));
    }

    @Test
    void aLargerRefundGoesToTheCustomerOnThePromisedDay() {
        Settlement settled = settle(
                vip().build(),
                vip().paid("CNY 60.00").term("2026-11-01", "2026-12-01").build(),
                until("2026-11-21"));

        assertSettled(settled, Change.BETTER, "20.00");
        assertThat(assessment(settled).effective().on()).isEqualTo("2026-11-21");
    }

    @Test
    void theServiceEndsAsPromisedEvenIfTheTermIsLongerNow() {
        Subscription then = subscription("video-monthly").build();
        Subscription now = subscription("video-monthly")
                .term("2026-11-01", "2027-01-01")
                .used(false)
                .build();

        Settlement settled = settle(then, now, periodEnd(LocalDate.of(2026, 11, 5)));

        assertSettled(settled, Change.BETTER, "30.00");
        assertThat(assessment(settled).effective()).isEqualTo(new EffectiveDate(day("2026-12-01"), false, 0, null));
    }

    @Test
    void aRenewalChargedForATermThatIsNeverServedComesBackWhole() {
        Subscription then = subscription("video-monthly").build();
        Subscription now = subscription("video-monthly")
                .term("2026-12-01", "2027-01-01")
                .used(true)
                .build();

        Settlement settled = settle(then, now, periodEnd(REQUEST));

        assertSettled(settled, Change.BETTER, "30.00");
        assertThat(assessment(settled).method()).isEqualTo(RefundMethod.FULL);
        assertThat(assessment(settled).effective().on()).isEqualTo("2026-12-01");
        assertThat(assessment(settled).nextCharge()).isNull();
    }

    @Test
    void evenWhereTheTermsRefundNothingAndKnowNoCoolingOff() {
        Subscription then = subscription("carrier-monthly").billingPeriod("P1M").build();
        Subscription now = subscription("carrier-monthly")
                .billingPeriod("P1M")
                .term("2026-12-01", "2027-01-01")
                .build();

        assertSettled(settle(then, now, periodEnd(REQUEST)), Change.BETTER, "30.00");
    }

    @Test
    void aCycleThatWasToldIsNoChange() {
        Subscription then = subscription("carrier-monthly").billingPeriod("P1M").build();
        Subscription now = subscription("carrier-monthly")
                .billingPeriod("P1M")
                .term("2026-12-01", "2027-01-01")
                .build();

        assertUnchanged(settle(then, now, periodEnd(LocalDate.of(2026, 11, 25))));
    }

    @Test
    void aCycleThatWasToldIsNotGivenAwayAsCoolingOff() {
        Subscription then = subscription("video-monthly").build();
        Subscription now = subscription("video-monthly")
                .term("2026-12-01", "2027-01-01")
                .used(false)
                .build();

        assertUnchanged(settle(then, now, until("2026-12-20")));
    }

    @Test
    void ofACycleThatWasToldTheUnusedDaysComeBack() {
        Subscription now = vip().term("2026-12-01", "2026-12-31").used(false).build();
        Quote shown = quote(vip().build(), until("2026-12-16"));

        Settlement settled = settle(shown, now, until("2026-12-16"));

        assertSettled(settled, Change.BETTER, "15.00");
        Quote better = write(settled, until("2026-12-16"), null);
        assertUnchanged(settle(better, now, until("2026-12-16")));
    }

    @Test
    void benefitsEnjoyedSinceAreAskedAbout() {
        Settlement settled = settle(vip().build(), vip().benefits("CNY 5.00").build(), atOnce());

        assertSettled(settled, Change.WORSE_BY_USE, "13.00");
    }

    @Test
    void usedAtLastIsAskedAbout() {
        SubscriptionBuilder annual =
                subscription("retail-annual").paid("CNY 108.00").term("2026-11-10", "2027-11-10");

        Settlement settled =
                settle(annual.used(false).build(), annual.used(true).build(), periodEnd(REQUEST));

        assertSettled(settled, Change.WORSE_BY_USE, "0.00");
        assertThat(assessment(settled).effective().on()).isEqualTo("2027-11-10");
        assertThat(assessment(settled).basis()).isEqualTo(Basis.TERMS);
    }

    @Test
    void whatTheCustomerDidNotDoIsLeftOut() {
        Settlement settled = settle(
                vip().build(), vip().paid("CNY 15.00").benefits("CNY 5.00").build(), atOnce());

        assertSettled(settled, Change.WORSE_BY_USE, "13.00");
        assertThat(settled.facts().paid()).isEqualTo(Money.parse("CNY 30.00"));
    }

    @Test
    void theFactsOfNowCountWhereTheyAreTheBetterOnes() {
        Settlement settled = settle(
                vip().build(), vip().paid("CNY 35.00").benefits("CNY 5.00").build(), atOnce());

        assertSettled(settled, Change.WORSE_BY_USE, "16.00");
        assertThat(settled.facts().paid()).isEqualTo(Money.parse("CNY 35.00"));
    }

    @Test
    void aPaymentThatOutweighsTheUseIsBetter() {
        Settlement settled = settle(
                vip().build(), vip().paid("CNY 60.00").benefits("CNY 5.00").build(), atOnce());

        assertSettled(settled, Change.BETTER, "31.00");
    }

    @Test
    void whatOthersChangedNeverHurts() {
        assertUnchanged(settle(vip().build(), vip().paid("CNY 1.00").build(), atOnce()));
        assertUnchanged(
                settle(vip().build(), vip().term("2026-11-01", "2026-11-20").build(), atOnce()));
        assertUnchanged(settle(vip().build(), vip().endedOn("2026-11-12").build(), atOnce()));
        assertUnchanged(settle(
                vip().benefits("CNY 5.00").build(), vip().paid("CNY 1.00").build(), atOnce()));
    }

    @Test
    void otherCurrenciesCannotBeCompared() {
        assertUnchanged(settle(vip().build(), vip().paid("EUR 90.00").build(), atOnce()));
        assertUnchanged(settle(
                vip().build(), vip().paid("EUR 3.00").benefits("EUR 2.00").build(), atOnce()));
    }

    @Test
    void somethingInAnotherCurrencyIsBetterThanNothing() {
        Settlement settled =
                settle(vip().paid("CNY 0.00").build(), vip().paid("EUR 30.00").build(), atOnce());

        assertThat(settled.change()).isEqualTo(Change.BETTER);
        assertThat(assessment(settled).refund()).isEqualTo(Money.parse("EUR 18.00"));
    }

    @Test
    void aQuoteFromBeforeTheFactsWereKeptOnlyGetsBetter() {
        Quote old = withoutFacts(quote(vip().build(), atOnce()));

        assertUnchanged(settle(old, vip().benefits("CNY 5.00").build(), atOnce()));
        assertUnchanged(settle(
                old,
                vip().term("2026-12-01", "2026-12-31")
                        .paidOn(null)
                        .paid("CNY 10.00")
                        .build(),
                atOnce()));
        assertSettled(settle(old, vip().paid("CNY 60.00").build(), atOnce()), Change.BETTER, "36.00");
    }

    @Property(tries = 3_000)
    void theLockHolds(@ForAll("agreements") Subscription then, @ForAll("agreements") Subscription now) {
        for (Wish wish : List.of(atOnce(), periodEnd(REQUEST), until("2026-12-03"))) {
            Quote shown = quote(then, wish);
            Settlement settled = settle(shown, now, wish);
            Money before = shown.statement().refund();
            Quote after = settled.assessment() == null
                    ? shown
                    : write(settled, wish, settled.change() == Change.WORSE_BY_USE ? before : null);
            Money refund = after.statement().refund();
            boolean moreUse =
                    (now.used() && !then.used()) || now.benefitsEnjoyed().isGreaterThan(then.benefitsEnjoyed());

            assertThat(refund.compareTo(before))
                    .isEqualTo(
                            switch (settled.change()) {
                                case UNCHANGED -> 0;
                                case BETTER -> 1;
                                case WORSE_BY_USE -> -1;
                            });
            assertThat(settled.change() == Change.WORSE_BY_USE && !moreUse).isFalse();
            assertThat(refund.isGreaterThan(settled.facts().paid()) && settled.change() != Change.UNCHANGED)
                    .isFalse();
            assertThat(after.effectiveOn().equals(shown.effectiveOn()) || settled.change() == Change.WORSE_BY_USE)
                    .isTrue();
            assertUnchanged(settle(after, now, wish));
        }
    }

    @Provide
    Arbitrary<Subscription> agreements() {
        Arbitrary<String> terms = Arbitraries.of("2026-10-20", "2026-11-01", "2026-11-12", "2026-11-28", "2026-12-01");
        return Combinators.combine(
                        Arbitraries.of("DE", "CN"),
                        terms,
                        Arbitraries.integers().between(15, 45),
                        Arbitraries.integers().between(-3, 3),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 4000),
                        Arbitraries.integers().between(0, 1500))
                .as((jurisdiction, start, days, paidAfter, used, paid, benefits) -> {
                    LocalDate from = day(start);
                    return subscription("vip-term")
                            .jurisdiction(jurisdiction)
                            .term(start, from.plusDays(days).toString())
                            .paid("CNY " + paid / 100 + "." + (paid % 100 < 10 ? "0" : "") + paid % 100)
                            .paidOn(from.plusDays(paidAfter).toString())
                            .used(used)
                            .benefits("CNY " + benefits / 100 + ".00")
                            .build();
                });
    }

    private static SubscriptionBuilder vip() {
        return subscription("vip-term");
    }

    private static Wish atOnce() {
        return new Wish(REQUEST, EffectiveMode.IMMEDIATE, null, null);
    }

    private static Wish periodEnd(LocalDate requestOn) {
        return new Wish(requestOn, EffectiveMode.PERIOD_END, null, null);
    }

    private static Wish until(String date) {
        return new Wish(REQUEST, EffectiveMode.DATE, day(date), null);
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    private static Settlement settle(Subscription then, Subscription now, Wish wish) {
        return settle(quote(then, wish), now, wish);
    }

    private static Settlement settle(Quote shown, Subscription now, Wish wish) {
        return QuoteLock.settle(
                shown, now, TermsRule.of(decision("terms", now)), RegulationRule.of(decision("regulation", now)), wish);
    }

    private static Quote quote(Subscription facts, Wish wish) {
        return WRITER.write(facts, wish, rules(facts));
    }

    private static Quote write(Settlement settled, Wish wish, @Nullable Money shown) {
        Subscription facts = settled.facts();
        return WRITER.write(facts, wish.requestOn(), assessment(settled), shown, rules(facts));
    }

    private static Rules rules(Subscription facts) {
        return new Rules(decision("terms", facts), decision("regulation", facts), TABLES);
    }

    private static Decision decision(String table, Subscription facts) {
        return TABLES.evaluate(table, TableInputs.of(facts, REQUEST));
    }

    private static Quote withoutFacts(Quote quote) {
        return QuoteHash.sealed(new Quote(
                quote.quoteId(),
                "",
                quote.tenantId(),
                quote.subscriptionId(),
                quote.createdAt(),
                quote.validUntil(),
                quote.requestOn(),
                quote.effectiveOn(),
                quote.immediate(),
                quote.basis(),
                quote.where(),
                quote.nextCharge(),
                quote.impact(),
                quote.statement(),
                quote.decisions(),
                null,
                null));
    }

    private static Assessment assessment(Settlement settled) {
        assertThat(settled.assessment()).isNotNull();
        return settled.assessment();
    }

    private static void assertUnchanged(Settlement settled) {
        assertThat(settled.change()).isEqualTo(Change.UNCHANGED);
        assertThat(settled.assessment()).isNull();
    }

    private static void assertSettled(Settlement settled, Change change, String refund) {
        assertThat(settled.change()).isEqualTo(change);
        assertThat(assessment(settled).refund()).isEqualTo(Money.parse("CNY " + refund));
    }
}
