package io.fairwell.api;

import io.fairwell.cancellation.AlreadyCancelling;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.Declaration;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.QuoteTerms;
import io.fairwell.cancellation.ReasonCode;
import io.fairwell.cancellation.SubscriptionDirectory;
import io.fairwell.security.Caller;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.SubscriptionNotFound;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.terms.Quote;
import io.fairwell.terms.QuoteRequest;
import io.fairwell.terms.Quotes;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Quotes and declares in one call. These callers send no key, so the subscription itself is the key: a repeat answers
 * with the case that the first call opened.
 */
@Component
class DialectCancellations {

    private final Cancellations cancellations;
    private final CancellationCases cases;
    private final SubscriptionDirectory directory;
    private final Subscriptions subscriptions;
    private final Quotes quotes;
    private final IdentityRules identityRules;
    private final UseCases useCases;

    DialectCancellations(
            Cancellations cancellations,
            CancellationCases cases,
            SubscriptionDirectory directory,
            Subscriptions subscriptions,
            Quotes quotes,
            IdentityRules identityRules,
            UseCases useCases) {
        this.cancellations = cancellations;
        this.cases = cases;
        this.directory = directory;
        this.subscriptions = subscriptions;
        this.quotes = quotes;
        this.identityRules = identityRules;
        this.useCases = useCases;
    }

    record Wish(
            String customerId,
            String planId,
            EffectiveMode mode,
            @Nullable ReasonCode reason,
            Locale locale) {}

    /** @param effectiveOn null while a case that was opened in another way has no quote yet */
    record Result(
            CaseNumber number,
            @Nullable LocalDate effectiveOn,
            @Nullable Money refund,
            Optional<Quote> quote) {}

    /** @throws SubscriptionNotFound when this customer has no such plan */
    Result cancel(Caller caller, Wish wish) {
        String id = directory
                .find(caller.tenantId(), wish.customerId(), wish.planId())
                .map(SubscriptionDirectory.Entry::subscriptionId)
                .orElseThrow(() -> new SubscriptionNotFound(wish.planId()));
        try {
            return useCases.run(
                    () -> earlier(caller.tenantId(), id).map(this::result).orElseGet(() -> declare(caller, wish, id)));
        } catch (AlreadyCancelling first) {
            // A twin of this request was quicker.
            return result(cases.get(first.openCase()));
        }
    }

    /** @return pending, completed or none */
    String pointsStatus(String tenantId, String cardNo, String planId) {
        return subscriptions
                .findByCard(tenantId, cardNo, planId)
                .flatMap(found -> earlier(tenantId, found.id()))
                .map(c -> c.endedAt() == null ? "pending" : "completed")
                .orElse("none");
    }

    /** The open case, or the one that ended the subscription; a subscription that goes on can be cancelled again. */
    private Optional<CancellationCase> earlier(String tenantId, String subscriptionId) {
        return cases.findOpen(tenantId, subscriptionId)
                .or(() -> cases.findLatest(tenantId, subscriptionId)
                        .filter(latest -> latest.status() == CaseStatus.COMPLETED)
                        .filter(latest -> subscriptions
                                .find(tenantId, subscriptionId)
                                .filter(Subscription::isEnded)
                                .isPresent()));
    }

    private Result declare(Caller caller, Wish wish, String subscriptionId) {
        Quote quote = quotes.quote(
                new QuoteRequest(caller.tenantId(), subscriptionId, wish.mode(), null, null, wish.reason()));
        boolean attested = caller.may(DeclarationReader.ATTEST);
        IdentityRules.Target target = new IdentityRules.Target(caller.tenantId(), subscriptionId, null, null);
        CancellationCase declared = cancellations.declare(new Declaration(
                caller.tenantId(),
                caller.clientId(),
                subscriptionId,
                null,
                null,
                wish.reason(),
                null,
                wish.mode(),
                null,
                null,
                "API",
                wish.locale().toLanguageTag(),
                null,
                identityRules.method(target, attested, "API", null),
                attested ? caller.clientId() : null,
                null,
                quote.quoteId(),
                true,
                null,
                null,
                false));
        return new Result(
                declared.number(), quote.effectiveOn(), quote.statement().refund(), Optional.of(quote));
    }

    private Result result(CancellationCase c) {
        QuoteTerms terms = c.quote();
        return terms == null
                ? new Result(c.number(), null, null, Optional.empty())
                : new Result(
                        c.number(), terms.effectiveOn(), terms.refund(), quotes.get(c.tenantId(), terms.quoteId()));
    }
}
