package io.fairwell.cancellation;

import static io.fairwell.cancellation.Awaiting.NEXT_STEP;
import static io.fairwell.cancellation.CaseStatus.AWAITING_CONFIRMATION;
import static io.fairwell.cancellation.CaseStatus.COMPLETED;
import static io.fairwell.cancellation.CaseStatus.CUSTOMER_ACTION_NEEDED;
import static io.fairwell.cancellation.CaseStatus.EXECUTING;
import static io.fairwell.cancellation.CaseStatus.IN_REVIEW;
import static io.fairwell.cancellation.CaseStatus.OFFERED;
import static io.fairwell.cancellation.CaseStatus.QUOTED;
import static io.fairwell.cancellation.CaseStatus.RECEIVED;
import static io.fairwell.cancellation.CaseStatus.REJECTED;
import static io.fairwell.cancellation.CaseStatus.RETAINED;
import static io.fairwell.cancellation.CaseStatus.SCHEDULED;
import static io.fairwell.cancellation.CaseStatus.VERIFYING;
import static io.fairwell.cancellation.CaseStatus.WITHDRAWN;

import io.fairwell.cancellation.Awaiting.What;
import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.cancellation.CaseEvent.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One cancellation, from the declaration to its single outcome. Immutable; every method that changes something checks
 * the state it starts from and returns the changed case together with the timeline events that tell of it.
 *
 * @param status final states are entered when they are decided; {@code endedAt} is set when everything that follows
 *     from them (renewal restored, customer told) is done
 * @param supersededBy the later request for an earlier date that took the place of this one
 * @param newEvents events since the case was loaded, stored with it
 */
public record CancellationCase(
        CaseNumber number,
        String tenantId,
        Request request,
        CaseStatus status,
        @Nullable Awaiting awaiting,
        Identity identity,
        RenewalState renewal,
        @Nullable QuoteTerms quote,
        @Nullable Offer offer,
        Refund refund,
        @Nullable Rejection rejection,
        @Nullable Instant effectiveAt,
        @Nullable Instant endedAt,
        @Nullable CaseNumber supersededBy,
        List<CaseEvent> newEvents) {

    static CancellationCase declare(
            CaseNumber number,
            String tenantId,
            Request request,
            Identity identity,
            RenewalState renewal,
            @Nullable QuoteTerms quote,
            Actor by) {
        return new CancellationCase(
                number,
                tenantId,
                request,
                RECEIVED,
                NEXT_STEP,
                identity,
                renewal,
                quote,
                null,
                Refund.NOTHING,
                null,
                null,
                null,
                null,
                List.of(new CaseEvent(
                        Kind.RECEIVED,
                        by,
                        request.declaredAt(),
                        Map.of("channel", request.channel(), "draft", Boolean.toString(request.isDraft())))));
    }

    // -- identity

    public CancellationCase codeSent(Instant until, Instant at) {
        require("send a code", RECEIVED, VERIFYING);
        return edit().status(VERIFYING)
                .awaiting(Who.CUSTOMER, What.ENTER_CODE, until)
                .event(Kind.CODE_SENT, Actor.SYSTEM, at)
                .done();
    }

    /** The customer has been sent so many codes that another one does no good: the wait for it is over at once. */
    public CancellationCase codeWithheld(Instant at) {
        require("withhold a code", RECEIVED, VERIFYING);
        return edit().status(VERIFYING)
                .awaiting(Who.CUSTOMER, What.ENTER_CODE, at)
                .done();
    }

    /** Card digits are known to the customer: nothing is sent. */
    public CancellationCase cardDigitsNeeded(Instant until, Instant at) {
        require("ask for card digits", RECEIVED);
        return edit().status(VERIFYING)
                .awaiting(Who.CUSTOMER, What.ENTER_CODE, until)
                .done();
    }

    /** Changes nothing by itself: what was entered is checked by the process. */
    public CancellationCase codeEntered() {
        requireAwaited("enter a code", What.ENTER_CODE);
        return this;
    }

    /** Changes nothing by itself: the process sends the code. Card digits are not sent, so there are no others. */
    public CancellationCase newCodeRequested() {
        requireAwaited("send another code", What.ENTER_CODE);
        if (identity.method() != IdentityMethod.CODE) {
            throw new TransitionNotAllowed(number, status, "send another code");
        }
        return this;
    }

    public CancellationCase codeRejected(int attemptsLeft, Instant at) {
        require("check a code", VERIFYING);
        return edit().event(
                        Kind.CODE_REJECTED,
                        Actor.customer(request.customerId()),
                        at,
                        Map.of("attemptsLeft", Integer.toString(attemptsLeft)))
                .done();
    }

    public CancellationCase identityReviewNeeded(@Nullable Instant due, Instant at) {
        require("review the identity", RECEIVED, VERIFYING);
        return edit().status(VERIFYING)
                .awaiting(Who.SUPPORT, What.REVIEW_IDENTITY, due)
                .event(Kind.IDENTITY_REVIEW_NEEDED, Actor.SYSTEM, at)
                .done();
    }

    /** May be repeated by the process without effect, for example for an identity that upstream attested. */
    public CancellationCase identityVerified(IdentityMethod method, Actor by, @Nullable String note, Instant at) {
        if (identity.state() == Identity.State.VERIFIED) {
            return this;
        }
        require("verify the identity", RECEIVED, VERIFYING);
        return edit().identity(new Identity(Identity.State.VERIFIED, method, by, at, note))
                .awaiting(NEXT_STEP)
                .event(Kind.IDENTITY_VERIFIED, by, at, Map.of("method", method.name()))
                .done();
    }

    public CancellationCase identityNotVerified(Actor by, @Nullable String note, Instant at) {
        require("reject the identity", VERIFYING);
        return edit().identity(new Identity(Identity.State.NOT_VERIFIED, identity.method(), by, at, note))
                .awaiting(NEXT_STEP)
                .event(Kind.IDENTITY_NOT_VERIFIED, by, at)
                .done();
    }

    // -- information asked from the customer, while identity or refund are reviewed

    public CancellationCase informationRequested(Instant until, Actor by, Instant at) {
        require("ask for information", VERIFYING, IN_REVIEW);
        return edit().awaiting(Who.CUSTOMER, What.PROVIDE_INFORMATION, until)
                .event(Kind.INFORMATION_REQUESTED, by, at)
                .done();
    }

    public CancellationCase informationReceived(Actor by, Instant at) {
        requireAwaited("provide information", What.PROVIDE_INFORMATION);
        return edit().awaiting(NEXT_STEP)
                .event(Kind.INFORMATION_RECEIVED, by, at)
                .done();
    }

    // -- terms, quote, renewal

    public CancellationCase renewalOnHold(Instant at) {
        require("hold the renewal", RECEIVED, VERIFYING);
        if (renewal != RenewalState.ON) {
            return this;
        }
        return edit().renewal(RenewalState.ON_HOLD)
                .event(Kind.RENEWAL_ON_HOLD, Actor.SYSTEM, at)
                .done();
    }

    public CancellationCase quoted(QuoteTerms terms, Instant at) {
        require("quote", RECEIVED, VERIFYING, QUOTED);
        return edit().status(QUOTED)
                .awaiting(NEXT_STEP)
                .quote(terms)
                .refund(RefundReview.open(terms))
                .event(
                        Kind.QUOTED,
                        Actor.SYSTEM,
                        at,
                        Map.of(
                                "effectiveOn",
                                terms.effectiveOn().toString(),
                                "refund",
                                terms.refund().toString()))
                .done();
    }

    /**
     * The facts changed while the effective date was awaited. The refund has to be decided again; where the customer's
     * own use made it smaller they are asked again, because the quote says what they were shown before.
     */
    public CancellationCase requoted(QuoteTerms terms, Instant at) {
        require("quote again", SCHEDULED);
        Money before = quoted().refund();
        return edit().status(QUOTED)
                .awaiting(NEXT_STEP)
                .quote(terms)
                .refund(RefundReview.open(terms))
                .event(
                        Kind.QUOTE_CHANGED,
                        Actor.SYSTEM,
                        at,
                        Map.of("refund", terms.refund().toString(), "before", before.toString()))
                .done();
    }

    // -- the one offer

    /** The offer holds up a draft, and only a draft; otherwise it stays open while the case goes on. */
    public CancellationCase offerMade(Offer made, Instant at) {
        require("make an offer", QUOTED);
        if (offer != null) {
            return this;
        }
        Edit edit = edit().offer(made)
                .event(
                        Kind.OFFER_MADE,
                        Actor.SYSTEM,
                        at,
                        Map.of("kind", made.kind().name(), "rule", made.rule()));
        if (made.kind() == Offer.Kind.TALK) {
            edit.status(OFFERED).awaiting(Who.SUPPORT, What.TALK_TO_CUSTOMER, made.until());
        } else if (request.isDraft()) {
            edit.status(OFFERED).awaiting(Who.CUSTOMER, What.DECIDE_OFFER, made.until());
        }
        return edit.done();
    }

    public CancellationCase offerAccepted(Actor by, Instant at) {
        openOffer("accept an offer");
        return edit().offer(openOffer("accept an offer").in(Offer.State.ACCEPTED))
                .status(RETAINED)
                .awaiting(NEXT_STEP)
                .event(Kind.OFFER_ACCEPTED, by, at)
                .done();
    }

    public CancellationCase offerDeclined(Actor by, Instant at) {
        Offer declined = openOffer("decline an offer").in(Offer.State.DECLINED);
        return afterOffer(declined).event(Kind.OFFER_DECLINED, by, at).done();
    }

    /** Silence means declined; nothing happens when the offer was answered in time. */
    public CancellationCase offerExpired(Instant at) {
        if (offer == null || offer.state() != Offer.State.OPEN) {
            return this;
        }
        return afterOffer(offer.in(Offer.State.EXPIRED))
                .event(Kind.OFFER_EXPIRED, Actor.SYSTEM, at)
                .done();
    }

    private Edit afterOffer(Offer answered) {
        Edit edit = edit().offer(answered);
        return status == OFFERED ? edit.status(QUOTED).awaiting(NEXT_STEP) : edit;
    }

    private Offer openOffer(String action) {
        if (!status.isUndoable() || offer == null || offer.state() != Offer.State.OPEN) {
            throw new TransitionNotAllowed(number, status, action);
        }
        return offer;
    }

    public CancellationCase offerApplied(Instant at) {
        require("apply the offer", RETAINED);
        return edit().event(Kind.OFFER_APPLIED, Actor.SYSTEM, at).done();
    }

    // -- refund review

    public CancellationCase refundReviewNeeded(Who who, What what, @Nullable Instant due, Instant at) {
        require("review the refund", QUOTED, OFFERED, IN_REVIEW);
        return edit().status(IN_REVIEW)
                .awaiting(who, what, due)
                .refund(refund.state() == Refund.State.NONE ? RefundReview.pending(quoted()) : refund)
                .event(Kind.REFUND_REVIEW_NEEDED, Actor.SYSTEM, at, Map.of("by", who.name()))
                .done();
    }

    public CancellationCase refundApprovedAutomatically(Instant at) {
        require("approve the refund", QUOTED, OFFERED);
        Money amount = quoted().refund();
        if (amount.isZero()) {
            return this;
        }
        return edit().refund(RefundReview.pending(quoted()).in(Refund.State.APPROVED))
                .event(Kind.REFUND_APPROVED, Actor.SYSTEM, at, Map.of("amount", amount.toString()))
                .done();
    }

    /**
     * A reviewer's proposal.
     *
     * @param second whether somebody else has to approve it; compensation always needs it
     * @throws DecisionRefused when an amount is not within its limits, or a reason is missing
     */
    public CancellationCase refundPrepared(
            RefundProposal proposal, RefundProposal.Limits limits, boolean second, Instant at) {
        require("review the refund", IN_REVIEW);
        Refund prepared = RefundReview.prepared(refund, quoted(), proposal, limits);
        boolean two = second || prepared.compensation() != null;
        Actor by = Actor.agent(proposal.by());
        Map<String, String> details = RefundReview.details(prepared);
        Edit edit = edit().refund(two ? prepared : prepared.in(Refund.State.APPROVED))
                .awaiting(NEXT_STEP)
                .event(Kind.REFUND_PREPARED, by, at, details);
        return two
                ? edit.done()
                : edit.event(Kind.REFUND_APPROVED, by, at, details).done();
    }

    /**
     * A second person agrees: to a refund, or to its rejection.
     *
     * @throws DecisionRefused when the one who prepared it tries to approve it
     */
    public CancellationCase refundApproved(String by, Instant at) {
        require("approve the refund", IN_REVIEW);
        Refund decided = RefundReview.approved(refund, by);
        boolean rejected = decided.state() == Refund.State.REJECTED;
        return edit().refund(decided)
                .awaiting(NEXT_STEP)
                .event(rejected ? Kind.REFUND_REJECTED : Kind.REFUND_APPROVED, Actor.agent(by), at)
                .done();
    }

    /** @throws DecisionRefused without a reason */
    public CancellationCase refundSentBack(String by, String reason, Instant at) {
        require("send the refund back", IN_REVIEW);
        return edit().refund(RefundReview.sentBack(quoted(), reason))
                .awaiting(NEXT_STEP)
                .event(Kind.REFUND_SENT_BACK, Actor.agent(by), at)
                .done();
    }

    /** @throws DecisionRefused when reason or legal basis are missing */
    public CancellationCase refundRejected(
            String by, @Nullable String reason, @Nullable String legalBasis, boolean second, Instant at) {
        require("reject the refund", IN_REVIEW);
        Refund rejected = RefundReview.rejected(refund, by, reason, legalBasis, second);
        return edit().refund(rejected)
                .awaiting(NEXT_STEP)
                .event(second ? Kind.REFUND_PREPARED : Kind.REFUND_REJECTED, Actor.agent(by), at)
                .done();
    }

    private QuoteTerms quoted() {
        return Optional.ofNullable(quote)
                .orElseThrow(() -> new TransitionNotAllowed(number, status, "decide a refund before it is quoted"));
    }

    // -- confirmation and waiting

    public CancellationCase confirmationRequested(Instant until, Instant at) {
        require("ask for confirmation", QUOTED, OFFERED, IN_REVIEW);
        return edit().status(AWAITING_CONFIRMATION)
                .awaiting(Who.CUSTOMER, What.CONFIRM, until)
                .event(Kind.CONFIRMATION_REQUESTED, Actor.SYSTEM, at)
                .done();
    }

    /** Turns a draft into a declared request, or accepts a smaller refund; repeating it changes nothing. */
    public CancellationCase confirmed(Actor by, Instant at) {
        if (!status.isUndoable()) {
            throw new TransitionNotAllowed(number, status, "confirm");
        }
        if (!request.isDraft() && status != AWAITING_CONFIRMATION) {
            return this;
        }
        return edit().request(request.isDraft() ? request.confirmed(at) : request)
                .status(status == OFFERED ? QUOTED : status)
                .event(Kind.CONFIRMED, by, at)
                .awaiting(
                        status == AWAITING_CONFIRMATION || status == OFFERED
                                ? NEXT_STEP
                                : Optional.ofNullable(awaiting).orElse(NEXT_STEP))
                .done();
    }

    /**
     * @param effective when the service ends
     * @param execution when the execution begins: then too, or at once where something is left to do elsewhere
     */
    public CancellationCase scheduled(Instant effective, Instant execution, Instant now) {
        require("schedule", QUOTED, OFFERED, IN_REVIEW, AWAITING_CONFIRMATION);
        return edit().status(SCHEDULED)
                .awaiting(Who.TIME, What.EFFECTIVE_DATE, execution)
                .effectiveAt(effective)
                .event(
                        Kind.SCHEDULED,
                        Actor.SYSTEM,
                        now,
                        Map.of("effectiveOn", quoted().effectiveOn().toString()))
                .done();
    }

    /** The owner of a team plan is asked to move the rights of its members before they end. */
    public CancellationCase rightsTransferRequested(Instant until, Instant at) {
        require("ask for the transfer of rights", SCHEDULED);
        return edit().awaiting(Who.CUSTOMER, What.MOVE_RIGHTS, until)
                .event(Kind.RIGHTS_TRANSFER_REQUESTED, Actor.SYSTEM, at)
                .done();
    }

    public CancellationCase rightsTransferred(Actor by, Instant at) {
        require("record the transfer of rights", SCHEDULED);
        if (awaiting == null || (awaiting.what() != What.MOVE_RIGHTS && awaiting.what() != What.FOLLOW_UP_RIGHTS)) {
            throw new TransitionNotAllowed(number, status, "record the transfer of rights");
        }
        return edit().awaiting(effectiveDateOrNextStep(at))
                .event(Kind.RIGHTS_TRANSFERRED, by, at)
                .done();
    }

    private Awaiting effectiveDateOrNextStep(Instant at) {
        return effectiveAt != null && effectiveAt.isAfter(at)
                ? new Awaiting(Who.TIME, What.EFFECTIVE_DATE, effectiveAt)
                : NEXT_STEP;
    }

    public CancellationCase reminderSent(Instant at) {
        return edit().event(Kind.REMINDER_SENT, Actor.SYSTEM, at).done();
    }

    // -- execution

    public CancellationCase executionStarted(Instant at) {
        if (status == EXECUTING) {
            return this;
        }
        require("execute", SCHEDULED);
        return edit().status(EXECUTING)
                .awaiting(NEXT_STEP)
                .offer(offer != null && offer.state() == Offer.State.OPEN ? offer.in(Offer.State.EXPIRED) : offer)
                .event(Kind.EXECUTION_STARTED, Actor.SYSTEM, at)
                .done();
    }

    public CancellationCase customerActionNeeded(@Nullable Instant until, Instant at) {
        require("instruct the customer", EXECUTING);
        return edit().status(CUSTOMER_ACTION_NEEDED)
                .awaiting(Who.CUSTOMER, What.CONFIRM_ELSEWHERE, until)
                .event(Kind.CUSTOMER_ACTION_NEEDED, Actor.SYSTEM, at)
                .done();
    }

    public CancellationCase customerActionConfirmed(Actor by, Instant at) {
        require("confirm the cancellation elsewhere", CUSTOMER_ACTION_NEEDED);
        return edit().status(EXECUTING)
                .awaiting(effectiveDateOrNextStep(at))
                .event(Kind.CUSTOMER_ACTION_CONFIRMED, by, at)
                .done();
    }

    public CancellationCase returnAwaited(Instant until, Instant at) {
        require("await the return", EXECUTING);
        return edit().awaiting(Who.CUSTOMER, What.RETURN_GOODS, until)
                .event(Kind.RETURN_AWAITED, Actor.SYSTEM, at)
                .done();
    }

    public CancellationCase returnReceived(Actor by, Instant at) {
        requireAwaited("record the return", What.RETURN_GOODS);
        return edit().awaiting(NEXT_STEP).event(Kind.RETURN_RECEIVED, by, at).done();
    }

    /** A step of the execution is done, for example {@link Kind#BENEFITS_ENDED}. */
    public CancellationCase stepDone(Kind kind, Instant at) {
        require("carry out", EXECUTING, CUSTOMER_ACTION_NEEDED, QUOTED);
        return edit().renewal(kind == Kind.BENEFITS_ENDED ? RenewalState.OFF : renewal)
                .event(kind, Actor.SYSTEM, at)
                .done();
    }

    /** What the refund depended on did not happen, for example the return of goods. */
    public CancellationCase refundForfeited(String reason, String legalBasis, Instant at) {
        require("forfeit the refund", EXECUTING);
        return edit().refund(RefundReview.forfeited(refund, reason, legalBasis))
                .awaiting(NEXT_STEP)
                .event(Kind.REFUND_REJECTED, Actor.SYSTEM, at, Map.of("reason", reason))
                .done();
    }

    public CancellationCase refundProgress(
            Refund.State state, java.time.@Nullable LocalDate eta, Actor by, Instant at) {
        require("pay the refund", EXECUTING);
        Kind kind = switch (state) {
            case SENT -> Kind.REFUND_SENT;
            case PAID -> Kind.REFUND_PAID;
            case UNKNOWN -> Kind.REFUND_UNKNOWN;
            case REJECTED -> Kind.REFUND_FAILED;
            default -> throw new IllegalArgumentException("not a payment state: " + state);
        };
        return edit().refund(RefundReview.progressed(refund, state, eta, at))
                .event(kind, by, at)
                .done();
    }

    /** The refund of this case has reached the customer. Also long after the end of the case. */
    public CancellationCase refundSettled(Instant at) {
        return refund.progress().settledAt() != null
                ? this
                : edit().refund(refund.with(refund.progress().settled(at)))
                        .event(Kind.REFUND_SETTLED, Actor.SYSTEM, at)
                        .done();
    }

    public CancellationCase awaiting(Who who, What what, @Nullable Instant until) {
        return edit().awaiting(who, what, until).done();
    }

    // -- withdrawal and ends

    public CancellationCase withdrawn(Kind why, Actor by, Instant at) {
        if (!status.isUndoable()) {
            throw new TransitionNotAllowed(number, status, "withdraw");
        }
        return edit().status(WITHDRAWN).awaiting(NEXT_STEP).event(why, by, at).done();
    }

    /**
     * A later request for an earlier date takes the place of this one, which ends at once and hands over what it holds.
     *
     * @throws TransitionNotAllowed once the execution has begun
     */
    public CancellationCase superseded(CaseNumber by, Actor who, Instant at) {
        if (!status.isUndoable()) {
            throw new TransitionNotAllowed(number, status, "supersede");
        }
        return edit().status(WITHDRAWN)
                .supersededBy(by)
                .event(Kind.SUPERSEDED, who, at, Map.of("by", by.value()))
                .end(Kind.WITHDRAWN, at, Map.of());
    }

    public CancellationCase renewalRestored(RenewalState restored, Instant at) {
        require("restore the renewal", WITHDRAWN, RETAINED);
        if (renewal != RenewalState.ON_HOLD) {
            return this;
        }
        return edit().renewal(restored)
                .event(Kind.RENEWAL_RESTORED, Actor.SYSTEM, at)
                .done();
    }

    public CancellationCase rejected(Rejection why, Instant at) {
        require("reject", RECEIVED, VERIFYING);
        return edit().status(REJECTED)
                .rejection(why)
                .end(Kind.REJECTED, at, Map.of("cause", why.cause().name()));
    }

    public CancellationCase completed(Instant at) {
        require("complete", EXECUTING);
        return edit().status(COMPLETED).end(Kind.COMPLETED, at, Map.of());
    }

    /** Ends a case that was withdrawn or retained; repeating it changes nothing. */
    public CancellationCase ended(Instant at) {
        require("end", WITHDRAWN, RETAINED);
        return endedAt != null ? this : edit().end(status == WITHDRAWN ? Kind.WITHDRAWN : Kind.RETAINED, at, Map.of());
    }

    /** A step has failed for good and nothing else is waited for; what is waited for anyway goes on. */
    public CancellationCase failureAwaitsSupport(Instant due) {
        return Awaiting.NEXT_STEP.equals(awaiting)
                ? edit().awaiting(Who.SUPPORT, What.RESOLVE_TECHNICAL_FAILURE, due)
                        .done()
                : this;
    }

    /** @param resolution RETRY, BY_HAND or SKIP */
    public CancellationCase failureResolved(String resolution, Instant at) {
        boolean wasAwaited = awaiting != null && awaiting.what() == What.RESOLVE_TECHNICAL_FAILURE;
        return edit().awaiting(wasAwaited ? NEXT_STEP : awaiting)
                .event(Kind.TECHNICAL_FAILURE_RESOLVED, Actor.SYSTEM, at, Map.of("resolution", resolution))
                .done();
    }

    /** Something that belongs on the timeline and changes nothing else. */
    public CancellationCase noted(Kind kind, Actor by, Instant at, Map<String, String> details) {
        return edit().event(kind, by, at, details).done();
    }

    private void require(String action, CaseStatus... allowed) {
        if (!List.of(allowed).contains(status)) {
            throw new TransitionNotAllowed(number, status, action);
        }
    }

    private void requireAwaited(String action, What what) {
        if (awaiting == null || awaiting.what() != what) {
            throw new TransitionNotAllowed(number, status, action);
        }
    }

    /** The case as it is stored, its events behind it. */
    CancellationCase withoutNewEvents() {
        return new CancellationCase(
                number,
                tenantId,
                request,
                status,
                awaiting,
                identity,
                renewal,
                quote,
                offer,
                refund,
                rejection,
                effectiveAt,
                endedAt,
                supersededBy,
                List.of());
    }

    private Edit edit() {
        return new Edit(this);
    }
}
