package io.fairwell.cancellation;

import io.fairwell.cancellation.CaseEvent.Kind;
import io.fairwell.cancellation.CaseMessage.Direction;
import io.fairwell.cancellation.DeclarationRefused.Why;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What customers, upstream systems and support can do to a cancellation. Each method is one transaction that changes
 * the case and moves its process; either both happen or neither does.
 */
@Service
public class Cancellations {

    private final CancellationCases cases;
    private final CaseFiles files;
    private final CaseNumbers numbers;
    private final Lifecycle lifecycle;
    private final SubscriptionDirectory subscriptions;
    private final QuoteBook quotes;
    private final Clock clock;

    Cancellations(
            CancellationCases cases,
            CaseFiles files,
            CaseNumbers numbers,
            @Lazy Lifecycle lifecycle,
            SubscriptionDirectory subscriptions,
            QuoteBook quotes,
            Clock clock) {
        this.cases = cases;
        this.files = files;
        this.numbers = numbers;
        this.lifecycle = lifecycle;
        this.subscriptions = subscriptions;
        this.quotes = quotes;
        this.clock = clock;
    }

    /**
     * Records the request and starts its process.
     *
     * @throws DeclarationRefused when it names nothing that is known, or impossible dates
     * @throws AlreadyCancelling when the subscription has an open case
     */
    @Transactional
    public CancellationCase declare(Declaration declaration) {
        CancellationCase declared = register(declaration);
        lifecycle.start(declared);
        return cases.get(declared.number());
    }

    /** Records the request only: for a process that was started by other means. Same errors as {@link #declare}. */
    @Transactional
    public CancellationCase register(Declaration declaration) {
        SubscriptionDirectory.Entry entry = find(declaration);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        CaseNumber number = numbers.draw(LocalDate.ofInstant(now, ZoneOffset.UTC));
        Identity identity = identity(declaration, now);
        Request asked = request(declaration, entry, now);
        QuoteTerms quote = quote(declaration, asked, now);
        Optional<CaseNumber> superseded = supersede(declaration, identity, asked, number);
        Request request = superseded.map(asked::superseding).orElse(asked);
        CancellationCase declared = CancellationCase.declare(
                number,
                declaration.tenantId(),
                request,
                identity,
                entry.renewal(),
                quote,
                Actor.client(declaration.clientId()));
        // The file first: whoever hears of the case in this transaction may look for it.
        files.add(
                declaration.tenantId(),
                declared.number(),
                new CaseFile(
                        contact(declaration, entry),
                        declaration.reasonComment(),
                        declaration.callbackUrl(),
                        declaration.externalReference()));
        cases.add(declared);
        // Only now, because the letter about it tells of the newer request and leads to it.
        superseded.ifPresent(lifecycle::superseded);
        return cases.get(declared.number());
    }

    /**
     * A declared and attested request for an earlier date takes the place of an open one; any other finds the open one
     * in its way when it is stored.
     *
     * @return the number of the request that was superseded
     */
    private Optional<CaseNumber> supersede(
            Declaration declaration, Identity identity, Request asked, CaseNumber number) {
        if (identity.state() != Identity.State.VERIFIED || asked.isDraft()) {
            return Optional.empty();
        }
        Optional<CancellationCase> open = cases.findOpen(declaration.tenantId(), asked.subscriptionId())
                .filter(c -> c.status().isUndoable())
                .filter(c -> quotes.effectiveOn(c.tenantId(), asked).isBefore(effectiveOn(c)));
        open.ifPresent(earlier -> {
            Actor by = Actor.client(declaration.clientId());
            change(earlier.number(), c -> c.superseded(number, by, asked.declaredAt()));
        });
        return open.map(CancellationCase::number);
    }

    private LocalDate effectiveOn(CancellationCase open) {
        QuoteTerms quoted = open.quote();
        return quoted == null ? quotes.effectiveOn(open.tenantId(), open.request()) : quoted.effectiveOn();
    }

    /**
     * Where letters of this case go. As long as nobody vouches for the identity it is the contact on file, because the
     * one-time code goes there too: whoever asks must not choose where the proof is sent.
     */
    private static Contact contact(Declaration declaration, SubscriptionDirectory.Entry entry) {
        Contact given = declaration.contact() == null ? Contact.NONE : declaration.contact();
        Contact onFile = entry.contact() == null ? Contact.NONE : entry.contact();
        boolean mayChoose = declaration.attestedBy() != null || !onFile.canBeReached();
        return mayChoose ? given.orElse(onFile) : onFile;
    }

    private SubscriptionDirectory.Entry find(Declaration declaration) {
        if (declaration.subscriptionId() != null) {
            return subscriptions
                    .find(declaration.tenantId(), declaration.subscriptionId())
                    .orElseThrow(() -> new DeclarationRefused(Why.SUBSCRIPTION_UNKNOWN, "/subscriptionId"));
        }
        if (declaration.customerId() == null || declaration.planId() == null) {
            throw new DeclarationRefused(Why.SUBSCRIPTION_UNKNOWN, "/subscriptionId");
        }
        return subscriptions
                .find(declaration.tenantId(), declaration.customerId(), declaration.planId())
                .orElseThrow(() -> new DeclarationRefused(Why.SUBSCRIPTION_UNKNOWN, "/planId"));
    }

    private static Request request(Declaration declaration, SubscriptionDirectory.Entry entry, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, entry.zone());
        LocalDate declaredOn = declaration.declaredOn() == null ? today : declaration.declaredOn();
        if (declaredOn.isAfter(today)) {
            throw new DeclarationRefused(Why.DECLARED_IN_THE_FUTURE, "/declaredOn");
        }
        RequestedDates dates = RequestedDates.of(declaredOn, declaration.mode(), declaration.wishedDate(), today);
        return new Request(
                entry.subscriptionId(),
                entry.customerId(),
                declaration.reason(),
                dates.mode(),
                dates.wishedDate(),
                now,
                dates.requestOn(),
                entry.zone(),
                declaration.channel(),
                declaration.locale(),
                declaration.confirmed() ? now : null,
                declaration.clientId(),
                declaration.talkWanted(),
                null);
    }

    private static Identity identity(Declaration declaration, Instant now) {
        if (declaration.attestedBy() == null) {
            return Identity.open(declaration.identityMethod());
        }
        Instant at = declaration.attestedAt() == null ? now : declaration.attestedAt();
        return new Identity(
                Identity.State.VERIFIED, IdentityMethod.ATTESTED, Actor.client(declaration.attestedBy()), at, null);
    }

    private @Nullable QuoteTerms quote(Declaration declaration, Request asked, Instant now) {
        if (declaration.quoteId() == null) {
            return null;
        }
        QuoteTerms quote = quotes.find(declaration.tenantId(), declaration.quoteId())
                .orElseThrow(() -> new DeclarationRefused(Why.QUOTE_UNKNOWN, "/quoteId"));
        if (!quote.subscriptionId().equals(asked.subscriptionId())
                || quote.validUntil().isBefore(now)
                || !quotes.isFor(declaration.tenantId(), quote.quoteId(), asked.declaredOn())) {
            throw new DeclarationRefused(Why.QUOTE_NOT_USABLE, "/quoteId");
        }
        return quote;
    }

    /** The customer hands in what was asked for. */
    @Transactional
    public CancellationCase provideInformation(
            CaseNumber number, String text, List<CaseFiles.Document> documents, Actor by) {
        change(number, c -> c.informationReceived(by, clock.instant()));
        files.addMessage(number, Direction.FROM_CUSTOMER, by, text);
        documents.forEach(document -> files.addMessage(number, Direction.FROM_CUSTOMER, by, "", document));
        lifecycle.informationReceived(number);
        return cases.get(number);
    }

    /** Accepting ends the case as retained; declining lets it go on. */
    @Transactional
    public CancellationCase decideOffer(CaseNumber number, boolean accept, Actor by) {
        CancellationCase before = cases.get(number);
        if (accept && before.offer() != null && before.offer().kind() == Offer.Kind.TALK) {
            throw new TransitionNotAllowed(
                    number, before.status(), "accept a talk with support as if it were an offer");
        }
        boolean heldUp = before.status() == CaseStatus.OFFERED;
        change(number, c -> accept ? c.offerAccepted(by, clock.instant()) : c.offerDeclined(by, clock.instant()));
        if (heldUp) {
            lifecycle.offerDecided(number, accept);
        } else if (accept) {
            lifecycle.offerAccepted(number);
        }
        return cases.get(number);
    }

    /** Makes a draft a declared request, or accepts a refund that the review made smaller. */
    @Transactional
    public CancellationCase confirm(CaseNumber number, Actor by) {
        change(number, c -> c.confirmed(by, clock.instant()));
        lifecycle.confirmationReceived(number);
        return cases.get(number);
    }

    /** @throws TransitionNotAllowed once the execution has begun */
    @Transactional
    public CancellationCase withdraw(CaseNumber number, Actor by) {
        change(number, c -> c.withdrawn(Kind.WITHDRAWAL_REQUESTED, by, clock.instant()));
        lifecycle.withdrawn(number);
        return cases.get(number);
    }

    /**
     * Support stops a case, for example one opened by mistake.
     *
     * @throws DecisionRefused without a reason
     */
    @Transactional
    public CancellationCase stop(CaseNumber number, String reason, Actor by) {
        if (reason.isBlank()) {
            throw new DecisionRefused(DecisionRefused.Why.REASON_MISSING, "");
        }
        change(number, c -> c.withdrawn(Kind.STOPPED_BY_SUPPORT, by, clock.instant()));
        files.addMessage(number, Direction.INTERNAL, by, reason);
        lifecycle.stopped(number);
        return cases.get(number);
    }

    /**
     * What is known of a subscription may have changed: the quote of its open case is compared with it, and where the
     * place of purchase has ended the renewal, nothing is left for the customer to do there.
     */
    @Transactional
    public void factsChanged(String tenantId, String subscriptionId, Actor by) {
        cases.findOpen(tenantId, subscriptionId).ifPresent(open -> {
            boolean endedElsewhere = open.status() == CaseStatus.CUSTOMER_ACTION_NEEDED
                    && open.renewal() == RenewalState.ON_HOLD
                    && subscriptions
                            .find(tenantId, subscriptionId)
                            .filter(entry -> entry.renewal() == RenewalState.OFF)
                            .isPresent();
            if (endedElsewhere) {
                confirmElsewhere(open.number(), by);
            } else {
                lifecycle.factsChanged(open.number());
            }
        });
    }

    /** The account owner of a team plan has moved the rights of its members. */
    @Transactional
    public CancellationCase rightsMoved(CaseNumber number, Actor by) {
        change(number, c -> c.rightsTransferred(by, clock.instant()));
        lifecycle.rightsMoved(number);
        return cases.get(number);
    }

    /** The customer, or the other place, says that it was cancelled there. */
    @Transactional
    public CancellationCase confirmElsewhere(CaseNumber number, Actor by) {
        change(number, c -> c.customerActionConfirmed(by, clock.instant()));
        lifecycle.confirmedElsewhere(number);
        return cases.get(number);
    }

    /** The goods have come back. */
    @Transactional
    public CancellationCase returnReceived(CaseNumber number, Actor by) {
        change(number, c -> c.returnReceived(by, clock.instant()));
        lifecycle.returnReceived(number);
        return cases.get(number);
    }

    private void change(CaseNumber number, UnaryOperator<CancellationCase> transition) {
        cases.change(number, transition);
    }
}
