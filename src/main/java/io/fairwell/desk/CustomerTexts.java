package io.fairwell.desk;

import io.fairwell.cancellation.Awaiting;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.QuoteTerms;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.RenewalState;
import java.time.LocalDate;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Where a case stands, in the words in which a customer is told. */
final class CustomerTexts {

    private final CancellationCase shown;
    private final Words words;

    CustomerTexts(CancellationCase shown, Words words) {
        this.shown = shown;
        this.words = words;
    }

    String headline() {
        if (shown.supersededBy() != null) {
            return words.text("my.headline.superseded");
        }
        if (shown.status() == CaseStatus.AWAITING_CONFIRMATION
                && !shown.request().isDraft()) {
            return words.text("my.headline.AWAITING_CONFIRMATION.refund");
        }
        return words.text("my.headline." + shown.status());
    }

    /** The sentence under the headline. */
    String standing() {
        if (shown.request().isDraft() && shown.status().isUndoable()) {
            return words.text("my.standing.draft");
        }
        return words.text("my.standing." + standingKey());
    }

    private String standingKey() {
        if (shown.supersededBy() != null) {
            return "superseded";
        }
        return switch (shown.status()) {
            case SCHEDULED -> PossibleActions.of(shown).moveRights() ? "SCHEDULED.rights" : "SCHEDULED";
            case EXECUTING -> awaits(Awaiting.What.EFFECTIVE_DATE) ? "EXECUTING.waits" : "EXECUTING";
            case AWAITING_CONFIRMATION -> isLessByUse() ? "AWAITING_CONFIRMATION.use" : "AWAITING_CONFIRMATION";
            default -> shown.status().name();
        };
    }

    private boolean awaits(Awaiting.What what) {
        return shown.awaiting() != null && shown.awaiting().what() == what;
    }

    /** Nobody but the customer's own use made it smaller than what they were shown. */
    private boolean isLessByUse() {
        QuoteTerms quote = shown.quote();
        Refund refund = shown.refund();
        return quote != null
                && quote.shownRefund() != null
                && refund.state() != Refund.State.REJECTED
                && (refund.amount() == null || refund.amount().equals(quote.refund()));
    }

    /** @param charged whether something is still charged before the end */
    String renewal(boolean charged) {
        if (shown.renewal() == RenewalState.ON_HOLD && (charged || isElsewhere())) {
            return words.text(charged ? "my.renewal.ON_HOLD.but" : "my.renewal.ON_HOLD.here");
        }
        boolean stays = shown.status() == CaseStatus.RETAINED || shown.status() == CaseStatus.WITHDRAWN;
        return words.text(
                (stays && shown.renewal() == RenewalState.ON ? "my.renewal.again." : "my.renewal.") + shown.renewal());
    }

    /** Null while it is not known, or where nothing takes effect any more. */
    @Nullable
    String effective() {
        QuoteTerms quote = shown.quote();
        if (quote == null || isCalledOff()) {
            return null;
        }
        LocalDate on = quote.effectiveOn();
        return words.text(quote.immediate() ? "effective.lastDay" : "effective.firstDayWithout", words.date(on));
    }

    /** Null while it is not known, or where nothing is cancelled. */
    @Nullable
    String refund() {
        QuoteTerms quote = shown.quote();
        Refund refund = shown.refund();
        if (quote == null || isCalledOff()) {
            return null;
        }
        boolean open = refund.state() == Refund.State.PENDING_APPROVAL || refund.payable() == null;
        Money amount = open ? quote.refund() : refund.payable();
        if (refund.state() == Refund.State.NONE && !amount.isZero()) {
            return words.text("my.refund.quoted", words.money(amount));
        }
        return words.text(
                refund.isRefused() ? "my.refund.refused" : "my.refund." + refund.state(), words.money(amount));
    }

    /** Null where there is none, or it is not decided yet. */
    @Nullable
    String compensation() {
        Refund refund = shown.refund();
        return isCalledOff() || refund.compensation() == null || refund.state() == Refund.State.PENDING_APPROVAL
                ? null
                : words.money(refund.compensation());
    }

    /** Why it is less than was quoted; null where it is not. */
    @Nullable
    String lessRefund() {
        Refund refund = shown.refund();
        if (isCalledOff()) {
            return null;
        }
        if (isLessByUse()) {
            return lessByUse();
        }
        if (!refund.isSmallerThanQuoted() || refund.quoted() == null || refund.reason() == null) {
            return null;
        }
        return refund.legalBasis() == null
                ? words.text("my.refund.less", words.money(refund.quoted()), refund.reason())
                : words.text("my.refund.lessByLaw", words.money(refund.quoted()), refund.reason(), refund.legalBasis());
    }

    private @Nullable String lessByUse() {
        QuoteTerms quote = shown.quote();
        return quote == null || quote.shownRefund() == null
                ? null
                : words.text("my.refund.lessByUse", words.money(quote.shownRefund()), words.money(quote.refund()));
    }

    /** The days of the quote, until the payment has fixed the day. Null where no money is on its way. */
    @Nullable
    String eta(@Nullable StatementView statement) {
        Refund refund = shown.refund();
        if (isCalledOff() || refund.state() == Refund.State.REJECTED) {
            return null;
        }
        if (refund.progress().settledAt() != null) {
            return words.text("my.arrived", words.time(refund.progress().settledAt()));
        }
        if (refund.eta() != null) {
            return words.text("my.eta", words.date(refund.eta()));
        }
        return statement == null ? null : statement.eta();
    }

    /** Null when nothing is awaited any more, or only the date that is told anyway. */
    @Nullable
    String awaited() {
        Awaiting awaiting = shown.awaiting();
        if (awaiting == null || awaiting.what() == Awaiting.What.EFFECTIVE_DATE) {
            return null;
        }
        String what = words.text("my.awaiting." + awaiting.what());
        return awaiting.until() == null ? what : words.text("my.awaiting.until", what, words.time(awaiting.until()));
    }

    /** Null where there is none to answer or to remember. */
    @Nullable
    String offer() {
        Offer offer = shown.offer();
        return offer == null ? null : OfferTexts.what(offer, words);
    }

    @Nullable
    String offerUntil() {
        Offer offer = shown.offer();
        return offer == null || offer.until() == null ? null : words.time(offer.until());
    }

    @Nullable
    String rejection() {
        return shown.rejection() == null ? null : words.name(shown.rejection().cause());
    }

    /** Whether somebody else may still charge the customer. */
    private boolean isElsewhere() {
        QuoteTerms quote = shown.quote();
        return quote != null && !quote.where().equals("HERE");
    }

    private boolean isCalledOff() {
        return shown.status().isFinal() && shown.status() != CaseStatus.COMPLETED;
    }
}
