package io.fairwell.terms;

import static io.fairwell.terms.SubscriptionBuilder.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Identity;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.cancellation.Request;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.testing.DatabaseTest;
import io.fairwell.testing.MutableClock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The earlier of two statements is found for the customer who is asked again. */
@DatabaseTest
@Import({
    QuotesTest.Neighbours.class,
    Quotes.class,
    QuoteWriter.class,
    StoredQuotes.class,
    CaseDecisions.class,
    TermsConfiguration.class
})
class ShownBeforeTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);
    private static final CaseNumber CASE = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
            .chars()
            .mapToObj(c -> "FW-20260310-AAAAA" + (char) c)
            .flatMap(text -> CaseNumber.parse(text).stream())
            .findFirst()
            .orElseThrow();

    @Autowired
    private Quotes quotes;

    @Autowired
    private Subscriptions subscriptions;

    @Autowired
    private DecisionTables tables;

    @Test
    void whatWasShownBeforeOwnUseMadeItSmallerIsFoundAgain() {
        SubscriptionBuilder vip = subscription("vip-term").paid("CNY 30.00").term("2026-03-01", "2026-03-31");
        subscriptions.put(vip.benefits("CNY 0.00").build());
        Quote shown = quotes.quote(new QuoteRequest("main", "sub-1", EffectiveMode.IMMEDIATE, null, null, null));
        quotes.quote(new QuoteRequest("main", "sub-1", EffectiveMode.PERIOD_END, null, null, null));
        subscriptions.put(vip.benefits("CNY 5.00").build());
        Map<String, Object> inputs = TableInputs.of(subscriptions.get("main", "sub-1"), TODAY);

        Quote smaller = quotes.requoteCase(
                        running(shown), tables.evaluate("terms", inputs), tables.evaluate("regulation", inputs), tables)
                .quote();

        assertThat(smaller.shownRefund()).isEqualTo(shown.statement().refund());
        assertThat(smaller.statement().refund().isLessThan(shown.statement().refund()))
                .isTrue();
        assertThat(quotes.shownBefore(running(smaller))).contains(shown);
        assertThat(quotes.shownBefore(running(shown))).isEmpty();
    }

    private static CancellationCase running(Quote quote) {
        Request request = new Request(
                "sub-1",
                "cust-1",
                null,
                EffectiveMode.IMMEDIATE,
                null,
                MutableClock.START,
                TODAY,
                ZoneId.of("Asia/Shanghai"),
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
                CaseStatus.SCHEDULED,
                null,
                new Identity(Identity.State.OPEN, IdentityMethod.ATTESTED, null, null, null),
                RenewalState.ON_HOLD,
                quote.terms(),
                null,
                new Refund(Refund.State.NONE, null, null, null, null, null, null, null, null),
                null,
                null,
                null,
                null,
                List.of());
    }
}
