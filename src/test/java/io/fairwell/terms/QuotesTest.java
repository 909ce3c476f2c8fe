package io.fairwell.terms;

import static io.fairwell.terms.SubscriptionBuilder.subscription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.DeclarationRefused;
import io.fairwell.cancellation.DeclarationRefused.Why;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Identity;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.cancellation.Request;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.SubscriptionNotFound;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.terms.Requote.Change;
import io.fairwell.testing.DatabaseTest;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
@Import({
    QuotesTest.Neighbours.class,
    Quotes.class,
    QuoteWriter.class,
    StoredQuotes.class,
    CaseDecisions.class,
    TermsConfiguration.class
})
class QuotesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);
    private static final CaseNumber CASE = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
            .chars()
            .mapToObj(c -> "FW-20260310-AAAAA" + (char) c)
            .flatMap(text -> CaseNumber.parse(text).stream())
            .findFirst()
            .orElseThrow();

    /** The store of the neighbouring module and the shipped tables. */
    @TestConfiguration
    @ComponentScan("io.fairwell.subscription")
    static class Neighbours {

        @Bean
        DecisionTables tables() {
            return new DmnTables();
        }
    }

    @Autowired
    private Quotes quotes;

    @Autowired
    private CaseDecisions decisions;

    @Autowired
    private Subscriptions subscriptions;

    @Autowired
    private DecisionTables tables;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MutableClock clock;

    @Test
    void aQuoteIsKeptAsItWasGiven() {
        put(annual().build());

        Quote quote = quotes.quote(request(EffectiveMode.IMMEDIATE, null, null));

        assertThat(quote.statement().refund()).isEqualTo(Money.parse("CNY 22.00"));
        assertThat(quote.statement().lines().get(0).rule()).isEqualTo("terms#retail-annual");
        assertThat(quote.statement().lines()).allMatch(line -> line.version() == 1);
        assertThat(quote.statement().eta()).isEqualTo(new Eta(LocalDate.of(2026, 3, 13), LocalDate.of(2026, 3, 17)));
        assertThat(quote.validUntil()).isEqualTo(MutableClock.START.plus(Duration.ofMinutes(30)));
        assertThat(quote.decisions())
                .containsExactly(
                        new DecisionRef("terms", 1, "retail-annual"),
                        new DecisionRef("regulation", 1, "CN-prepaid"),
                        new DecisionRef("impact", 1, "access-ends"),
                        new DecisionRef("impact", 1, "renewal-off"),
                        new DecisionRef("refund-eta", 1, "card"));
        Quote stored = quotes.get("main", quote.quoteId()).orElseThrow();
        assertThat(stored).isEqualTo(quote);
        assertThat(QuoteHash.of(stored)).isEqualTo(quote.hash()).matches("[0-9a-f]{64}");
        assertThat(quotes.find("main", quote.quoteId())).contains(quote.terms());
        assertThat(quotes.get("other", quote.quoteId())).isEmpty();
    }

    @Test
    void quotesStoredBeforeLinesHadVersionsStayAsTheyWere() {
        put(annual().build());
        Quote quote = quotes.quote(request(EffectiveMode.IMMEDIATE, null, null));
        jdbc.sql("""
                        UPDATE quote SET body = jsonb_set(body, '{statement,lines}',
                          (SELECT jsonb_agg(line - 'version') FROM jsonb_array_elements(body #> '{statement,lines}') line))
                        """).update();

        Quote old = quotes.get("main", quote.quoteId()).orElseThrow();

        assertThat(old.statement().lines()).isNotEmpty().allMatch(line -> line.version() == 0);
        assertThat(old.statement().refund()).isEqualTo(quote.statement().refund());
    }

    @Test
    void theHashTellsOneQuoteFromAnother() {
        put(annual().build());
        Quote one = quotes.quote(request(EffectiveMode.IMMEDIATE, null, null));
        Quote other = quotes.quote(request(EffectiveMode.PERIOD_END, null, null));

        assertThat(one.hash()).isNotEqualTo(other.hash());
    }

    @Test
    void impossibleDatesAreRefused() {
        put(annual().build());

        assertRefused(
                request(EffectiveMode.IMMEDIATE, null, TODAY.plusYears(5).plusDays(1)),
                Why.DECLARED_TOO_FAR,
                "/declaredOn");
        assertRefused(request(EffectiveMode.DATE, null, null), Why.DATE_MISSING, "/effective/date");
        assertRefused(request(EffectiveMode.DATE, TODAY.minusDays(1), null), Why.DATE_IN_THE_PAST, "/effective/date");
        assertRefused(
                request(EffectiveMode.DATE, TODAY.plusYears(5).plusDays(1), null), Why.DATE_TOO_FAR, "/effective/date");
        assertThatThrownBy(
                        () -> quotes.quote(new QuoteRequest("main", "none", EffectiveMode.IMMEDIATE, null, null, null)))
                .isInstanceOf(SubscriptionNotFound.class);
        assertThat(storedQuotes()).isZero();
    }

    @Test
    void todayIsTheDayWhereTheSubscriptionIs() {
        put(annual().build());
        clock.plus(Duration.ofHours(8));

        assertThat(quotes.quote(request(EffectiveMode.IMMEDIATE, null, null)).requestOn())
                .isEqualTo(TODAY.plusDays(1));
    }

    /** The hour that is skipped or repeated, a day that never was, and a year that ends. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,     2026-03-28T22:59:59Z, 2026-03-28",
        "Europe/Berlin,     2026-03-28T23:00:00Z, 2026-03-29",
        "Europe/Berlin,     2026-03-29T21:59:59Z, 2026-03-29",
        "Europe/Berlin,     2026-03-29T22:00:00Z, 2026-03-30",
        "Europe/Berlin,     2026-10-25T22:59:59Z, 2026-10-25",
        "Africa/Cairo,      2026-04-23T22:00:00Z, 2026-04-24",
        "Pacific/Apia,      2011-12-30T09:59:59Z, 2011-12-29",
        "Pacific/Apia,      2011-12-30T10:00:00Z, 2011-12-31",
        "Pacific/Kiritimati, 2026-12-31T10:00:00Z, 2027-01-01",
        "Etc/GMT+12,        2027-01-01T11:59:59Z, 2026-12-31",
    })
    void theDayOfTheRequestIsTheLocalOne(String zone, Instant now, LocalDate expected) {
        put(annual().zone(zone).build());
        clock.set(now);

        Quote quote = quotes.quote(request(EffectiveMode.IMMEDIATE, null, null));

        assertThat(quote.requestOn()).isEqualTo(expected);
        assertThat(quotes.isFor("main", quote.quoteId(), expected.plusDays(1))).isTrue();
    }

    @Test
    void aLetterCountsFromTheDayItArrived() {
        put(annual().build());

        Quote quote = quotes.quote(request(EffectiveMode.IMMEDIATE, null, LocalDate.of(2026, 1, 20)));

        assertThat(quote.effectiveOn()).isEqualTo("2026-01-20");
        assertThat(quote.statement().refund()).isEqualTo(Money.parse("CNY 40.00"));
    }

    @Test
    void itCanBeAskedWhatItWouldMeanToWait() {
        put(annual().build());

        Quote quote = quotes.quote(request(EffectiveMode.IMMEDIATE, null, LocalDate.of(2026, 5, 20)));

        assertThat(quote.requestOn()).isEqualTo("2026-05-20");
        assertThat(quote.effectiveOn()).isEqualTo("2026-05-20");
        assertThat(quote.statement().refund()).isEqualTo(Money.parse("CNY 4.00"));
    }

    @Test
    void theShownQuoteBindsWhenTheFactsGetWorse() {
        put(annual().build());
        Quote shown = quotes.quote(request(EffectiveMode.IMMEDIATE, null, null));
        put(annual().paid("CNY 60.00").build());

        assertThat(quoteCase(EffectiveMode.IMMEDIATE, TODAY, shown)).isEqualTo(shown);
    }

    @Test
    void theCustomerGetsTheBetterWhenTheFactsImprove() {
        put(annual().build());
        Quote shown = quotes.quote(request(EffectiveMode.IMMEDIATE, null, null));
        put(annual().paid("CNY 216.00").build());

        Quote fresh = quoteCase(EffectiveMode.IMMEDIATE, TODAY, shown);

        assertThat(fresh.statement().refund()).isEqualTo(Money.parse("CNY 94.00"));
        assertThat(quotes.get("main", fresh.quoteId())).contains(fresh);
    }

    @Test
    void aQuoteForAnotherWishDoesNotBind() {
        put(annual().build());
        Quote shown = quotes.quote(request(EffectiveMode.IMMEDIATE, null, null));

        Quote fresh = quoteCase(EffectiveMode.PERIOD_END, TODAY, shown);

        assertThat(fresh.effectiveOn()).isEqualTo("2026-12-01");
        assertThat(fresh.statement().refund().isZero()).isTrue();
    }

    @Test
    void overMidnightTheDayMovesAndTheShownRefundStays() {
        put(annual().term("2025-12-11", "2026-12-11").build());
        Quote shown = quotes.quote(request(EffectiveMode.IMMEDIATE, null, null));

        Quote kept = quoteCase(EffectiveMode.IMMEDIATE, TODAY.plusDays(1), shown);

        assertThat(shown.statement().refund()).isEqualTo(Money.parse("CNY 31.00"));
        assertThat(kept.statement()).isEqualTo(shown.statement());
        assertThat(kept.effectiveOn()).isEqualTo(TODAY.plusDays(1));
        assertThat(QuoteHash.of(kept)).isEqualTo(kept.hash());
        assertThat(quotes.get("main", kept.quoteId())).contains(kept);
    }

    @Test
    void overMidnightAnEndAtOnceStaysOneEvenIfTheWindowHasClosed() {
        put(annual().term("2026-03-03", "2027-03-03").used(false).build());
        Quote shown = quotes.quote(request(EffectiveMode.PERIOD_END, null, null));

        Quote kept = quoteCase(EffectiveMode.PERIOD_END, TODAY.plusDays(1), shown);

        assertThat(shown.basis()).isEqualTo(Basis.COOLING_OFF);
        assertThat(kept.statement()).isEqualTo(shown.statement());
        assertThat(kept.effectiveOn()).isEqualTo(TODAY.plusDays(1));
        assertThat(kept.immediate()).isTrue();
        assertThat(requote(running(EffectiveMode.PERIOD_END, TODAY.plusDays(1), kept)))
                .isEqualTo(new Requote(kept, Change.UNCHANGED));
    }

    @Test
    void whatWasUsedSinceTheQuoteIsAskedAboutWithWhatWasShown() {
        put(annual().term("2026-03-05", "2027-03-05").used(false).build());
        Quote shown = quotes.quote(request(EffectiveMode.IMMEDIATE, null, null));
        put(annual().term("2026-03-05", "2027-03-05").used(true).build());
        clock.plus(Duration.ofMinutes(10));

        Quote asked = quoteCase(EffectiveMode.IMMEDIATE, TODAY, shown);

        assertThat(shown.terms().shownRefund()).isNull();
        assertThat(asked.statement().refund()).isEqualTo(Money.parse("CNY 49.00"));
        assertThat(asked.terms().shownRefund()).isEqualTo(Money.parse("CNY 108.00"));
        assertThat(quotes.get("main", asked.quoteId())).contains(asked);
        assertThat(QuoteHash.of(asked)).isEqualTo(asked.hash());
    }

    @Test
    void nobodyIsAskedInCircles() {
        put(annual().term("2026-03-05", "2027-03-05").used(false).build());
        Quote shown = quotes.quote(request(EffectiveMode.IMMEDIATE, null, null));
        put(annual().term("2026-03-05", "2027-03-05").used(true).build());
        Requote asked = requote(running(EffectiveMode.IMMEDIATE, TODAY, shown));

        Requote again = requote(running(EffectiveMode.IMMEDIATE, TODAY, asked.quote()));

        assertThat(asked.change()).isEqualTo(Change.WORSE_BY_USE);
        assertThat(again).isEqualTo(new Requote(asked.quote(), Change.UNCHANGED));
        assertThat(storedQuotes()).isEqualTo(2);
    }

    @Test
    void aRenewalChargedMeanwhileComesBack() {
        put(annual().term("2025-04-01", "2026-04-01").build());
        Quote shown = quotes.quote(request(EffectiveMode.PERIOD_END, null, null));
        put(annual().term("2026-04-01", "2027-04-01").build());
        clock.set(LocalDate.of(2026, 4, 1));

        Requote better = requote(running(EffectiveMode.PERIOD_END, TODAY, shown));

        assertThat(better.change()).isEqualTo(Change.BETTER);
        assertThat(better.quote().statement().refund()).isEqualTo(Money.parse("CNY 108.00"));
        assertThat(better.quote().effectiveOn()).isEqualTo("2026-04-01");
        assertThat(better.quote().requestOn()).isEqualTo(TODAY);
        assertThat(better.quote().terms().shownRefund()).isNull();
        assertThat(requote(running(EffectiveMode.PERIOD_END, TODAY, better.quote())))
                .isEqualTo(new Requote(better.quote(), Change.UNCHANGED));
    }

    @Test
    void theFactsAreUnderTheHash() {
        put(annual().build());
        Quote quote = quotes.quote(request(EffectiveMode.IMMEDIATE, null, null));

        jdbc.sql("UPDATE quote SET body = jsonb_set(body, '{facts,used}', 'false') WHERE quote_id = ?")
                .param(quote.quoteId())
                .update();

        Quote altered = quotes.get("main", quote.quoteId()).orElseThrow();
        assertThat(altered.facts()).isNotEqualTo(quote.facts());
        assertThat(QuoteHash.of(altered)).isNotEqualTo(quote.hash());
    }

    @Test
    void quotesFromBeforeTheFactsWereKeptCanBeReadAndVerified() throws JsonProcessingException {
        put(annual().build());
        Quote quote = quotes.quote(request(EffectiveMode.IMMEDIATE, null, null));
        jdbc.sql("UPDATE quote SET body = body - 'facts' WHERE quote_id = ?")
                .param(quote.quoteId())
                .update();

        Quote old = quotes.get("main", quote.quoteId()).orElseThrow();

        assertThat(old.facts()).isNull();
        assertThat(new ObjectMapper().readTree(QuoteHash.canonical(old)).fieldNames())
                .toIterable()
                .containsExactly(
                        "basis",
                        "createdAt",
                        "decisions",
                        "effectiveOn",
                        "hash",
                        "immediate",
                        "impact",
                        "nextCharge",
                        "quoteId",
                        "requestOn",
                        "statement",
                        "subscriptionId",
                        "tenantId",
                        "validUntil",
                        "where");
        put(annual().used(true).paid("CNY 60.00").build());
        assertThat(quoteCase(EffectiveMode.IMMEDIATE, TODAY, old)).isEqualTo(old);
    }

    @Test
    void aQuoteIsForTheDayItWasMadeFor() {
        put(annual().build());
        String past = quotes.quote(request(EffectiveMode.IMMEDIATE, null, TODAY.minusDays(3)))
                .quoteId();
        String today =
                quotes.quote(request(EffectiveMode.IMMEDIATE, null, null)).quoteId();
        String ahead = quotes.quote(request(EffectiveMode.IMMEDIATE, null, TODAY.plusDays(3)))
                .quoteId();

        assertThat(daysFor(past)).containsExactly(-3);
        assertThat(daysFor(today)).containsExactly(0, 1, 2, 3, 4);
        assertThat(daysFor(ahead)).containsExactly(3);
        assertThat(quotes.isFor("main", "q-none", TODAY)).isFalse();
        assertThat(quotes.isFor("other", today, TODAY)).isFalse();
    }

    private List<Integer> daysFor(String quoteId) {
        return IntStream.rangeClosed(-4, 4)
                .filter(days -> quotes.isFor("main", quoteId, TODAY.plusDays(days)))
                .boxed()
                .toList();
    }

    private long storedQuotes() {
        return jdbc.sql("SELECT count(*) FROM quote").query(Long.class).single();
    }

    @Test
    void withoutAShownQuoteOneIsMade() {
        put(annual().build());

        Quote quote = quoteCase(EffectiveMode.IMMEDIATE, TODAY, null);

        assertThat(quotes.get("main", quote.quoteId())).contains(quote);
    }

    @Test
    void aReturnHasNoKnownDayOfPayment() {
        put(subscription("physical-bundle").term("2026-03-08", null).build());

        Quote quote = quotes.quote(request(EffectiveMode.IMMEDIATE, null, null));

        assertThat(quote.statement().refund().isPositive()).isTrue();
        assertThat(quote.statement().eta()).isNull();
        assertThat(quote.impact()).extracting(Impact::kind).contains(ImpactKind.RETURN_NEEDED);
    }

    @Test
    void decisionsOfACaseAreKeptOnceEach() {
        jdbc.sql("""
                        INSERT INTO cancellation_case
                          (case_number, subscription_id, customer_id, status, declared_at, updated_at, body)
                        VALUES (?, 's', 'c', 'RECEIVED', now(), now(), '{}')
                        """).param(CASE.value()).update();
        Decision first = new Decision("terms", 1, "retail-annual", Map.of("percentFee", 20, "immediate", true));
        Decision second = new Decision("terms", 2, "retail-annual", Map.of("percentFee", 10, "immediate", true));

        decisions.record(CASE, first);
        decisions.record(CASE, first);
        decisions.record(CASE, second);
        decisions.record(CASE, new Decision("regulation", 1, "CN", Map.of()));

        assertThat(decisions.latest(CASE, "terms")).contains(second);
        assertThat(decisions.latest(CASE, "other")).isEmpty();
        assertThat(decisions.all(CASE)).extracting(Decision::version).containsExactly(1, 2, 1);
    }

    private void put(Subscription facts) {
        subscriptions.put(facts);
    }

    /** Begun on 1 December 2025; on 10 March 2026 eight months of twelve are unused. */
    private static SubscriptionBuilder annual() {
        return subscription("retail-annual").paid("CNY 108.00").term("2025-12-01", "2026-12-01");
    }

    private static QuoteRequest request(
            EffectiveMode mode, @Nullable LocalDate wished, @Nullable LocalDate declaredOn) {
        return new QuoteRequest("main", "sub-1", mode, wished, declaredOn, null);
    }

    private void assertRefused(QuoteRequest request, Why why, String field) {
        assertThatThrownBy(() -> quotes.quote(request)).isInstanceOfSatisfying(DeclarationRefused.class, refused -> {
            assertThat(refused.why()).isEqualTo(why);
            assertThat(refused.field()).isEqualTo(field);
        });
    }

    private Quote quoteCase(EffectiveMode mode, LocalDate declaredOn, @Nullable Quote shown) {
        return quotes.requoteCase(running(mode, declaredOn, shown), decision("terms"), decision("regulation"), tables)
                .quote();
    }

    private Requote requote(CancellationCase running) {
        return quotes.requoteCase(running, decision("terms"), decision("regulation"), tables);
    }

    private Decision decision(String table) {
        Subscription subscription = subscriptions.get("main", "sub-1");
        return tables.evaluate(table, TableInputs.of(subscription, TODAY));
    }

    private CancellationCase running(EffectiveMode mode, LocalDate declaredOn, @Nullable Quote shown) {
        Request request = new Request(
                "sub-1",
                "cust-1",
                null,
                mode,
                null,
                MutableClock.START,
                declaredOn,
                subscriptions.get("main", "sub-1").timeZone(),
                "WEB",
                "en",
                MutableClock.START,
                "client",
                false,
                null);
        return new CancellationCase(
                CASE,
                "main",
                request,
                CaseStatus.VERIFYING,
                null,
                new Identity(Identity.State.OPEN, IdentityMethod.ATTESTED, null, null, null),
                RenewalState.ON_HOLD,
                shown == null ? null : shown.terms(),
                null,
                new Refund(Refund.State.NONE, null, null, null, null, null, null, null, null),
                null,
                null,
                null,
                null,
                List.of());
    }
}
