package io.fairwell.desk;

import io.fairwell.cancellation.Awaiting;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.notification.CaseLinks;
import io.fairwell.notification.ElsewhereGuide;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.terms.Quote;
import io.fairwell.terms.Quotes;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is left for a customer to do, with all they need for it, and what became of it. */
@Component
class CustomerDuties {

    private final CancellationCases cases;
    private final Subscriptions subscriptions;
    private final Quotes quotes;
    private final CaseLinks links;
    private final Clock clock;

    CustomerDuties(CancellationCases cases, Subscriptions subscriptions, Quotes quotes, CaseLinks links, Clock clock) {
        this.cases = cases;
        this.subscriptions = subscriptions;
        this.quotes = quotes;
        this.links = links;
        this.clock = clock;
    }

    /**
     * @param elsewhere what to do at the place of purchase
     * @param accounts whose rights have to be moved
     * @param returnUntil when the goods have to be here
     * @param goods what became of them
     * @param newer the request that took the place of this one
     */
    record Duties(
            @Nullable ElsewhereGuide elsewhere,
            @Nullable String accounts,
            @Nullable String returnUntil,
            @Nullable String goods,
            @Nullable Newer newer) {}

    record Newer(String number, String url) {}

    Duties of(CancellationCase shown, Words words) {
        return new Duties(
                elsewhere(shown).orElse(null),
                accounts(shown, words),
                returnUntil(shown, words),
                GoodsReturn.state(shown, cases.timeline(shown.number()), words),
                newer(shown.supersededBy()));
    }

    private Optional<ElsewhereGuide> elsewhere(CancellationCase shown) {
        if (shown.status() != CaseStatus.CUSTOMER_ACTION_NEEDED) {
            return Optional.empty();
        }
        return subscription(shown)
                .flatMap(found -> ElsewhereGuide.of(
                        shown, found, quote(shown).orElse(null), cases.timeline(shown.number()), clock.instant()));
    }

    private Optional<Quote> quote(CancellationCase shown) {
        return Optional.ofNullable(shown.quote()).flatMap(quote -> quotes.get(shown.tenantId(), quote.quoteId()));
    }

    private Optional<Subscription> subscription(CancellationCase shown) {
        return subscriptions.find(shown.tenantId(), shown.request().subscriptionId());
    }

    private @Nullable String accounts(CancellationCase shown, Words words) {
        if (!PossibleActions.of(shown).moveRights()) {
            return null;
        }
        return subscription(shown)
                .map(Subscription::subAccounts)
                .filter(accounts -> !accounts.isEmpty())
                .map(accounts -> words.text("my.rights.accounts", String.join(words.text("list.separator"), accounts)))
                .orElse(null);
    }

    private static @Nullable String returnUntil(CancellationCase shown, Words words) {
        Awaiting awaiting = shown.awaiting();
        return awaiting == null || awaiting.until() == null || !GoodsReturn.isAwaited(shown)
                ? null
                : words.text("my.return.until", words.time(awaiting.until()));
    }

    private @Nullable Newer newer(@Nullable CaseNumber number) {
        return number == null ? null : new Newer(number.value(), links.url(number));
    }
}
