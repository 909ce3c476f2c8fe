package io.fairwell.notification;

import io.fairwell.cancellation.Identity;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.terms.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which paragraphs a letter has, in order; the words themselves are in the message bundle. */
final class LetterParagraphs {

    private final LetterContext context;
    private final LetterKind kind;
    private final Wording words;
    private final Map<String, String> values;
    private final List<String> paragraphs = new ArrayList<>();

    LetterParagraphs(LetterContext context, LetterKind kind, Wording words, Map<String, String> values) {
        this.context = context;
        this.kind = kind;
        this.words = words;
        this.values = values;
    }

    List<String> all() {
        switch (kind) {
            case RECEIPT -> receipt();
            case CODE -> code();
            case INFORMATION_REQUEST -> information("INFORMATION_REQUEST.intro");
            case INFORMATION_REMINDER -> information("INFORMATION_REMINDER.intro");
            case OFFER -> offer();
            case CONFIRMATION_REQUEST -> confirmation("CONFIRMATION_REQUEST");
            case CONFIRMATION_REMINDER -> confirmation("CONFIRMATION_REMINDER");
            case SCHEDULED -> scheduled();
            case EFFECTIVE_REMINDER -> effectiveReminder();
            case CUSTOMER_ACTION -> customerAction("CUSTOMER_ACTION.intro");
            case CUSTOMER_ACTION_REMINDER -> customerAction("CUSTOMER_ACTION_REMINDER.intro");
            case RETURN_INSTRUCTIONS -> returnInstructions();
            case MEMBERS_NOTICE -> membersNotice();
            case COMPLETED -> completed();
            case RETAINED -> stays("RETAINED.intro");
            case WITHDRAWN -> stays(context.stoppedBySupport() ? "WITHDRAWN.support" : "WITHDRAWN.intro");
            case LAPSED -> stays("LAPSED.intro");
            case DISPUTE_RECEIVED, DISPUTE_ANSWERED -> new DisputeParagraphs(context, kind, values).addTo(this::add);
            case REJECTED -> add("REJECTED.intro", "REJECTED.cause", "REJECTED.object", "REJECTED.again");
        }
        return List.copyOf(paragraphs);
    }

    private void add(String... keys) {
        for (String key : keys) {
            paragraphs.add(words.say("letter." + key, values));
        }
    }

    private void addIf(boolean applies, String key) {
        if (applies) {
            add(key);
        }
    }

    private void receipt() {
        add(context.isDraft() ? "RECEIPT.draft" : "RECEIPT.intro");
        addIf(context.cancellation().renewal() == RenewalState.ON_HOLD, "renewal.held");
        addDates("RECEIPT.datesFollow");
        if (context.cancellation().identity().state() == Identity.State.OPEN) {
            add("RECEIPT.identity." + context.cancellation().identity().method());
        } else {
            add(context.isDraft() ? "RECEIPT.next.draft" : "RECEIPT.next");
        }
        addOpenOffer();
        addIf(!context.isDraft(), "undo.any");
    }

    private void addDates(String unknown) {
        add(context.isEffectiveDateKnown() ? "lastDay" : unknown);
        Quote quote = context.quote();
        addIf(quote != null && quote.nextCharge() != null, "nextCharge");
    }

    private void addOpenOffer() {
        Offer offer = context.cancellation().offer();
        if (offer != null && offer.state() == Offer.State.OPEN && offer.kind() != Offer.Kind.TALK) {
            add(context.isDraft() ? "offer.open.draft" : "offer.open");
        }
    }

    private void code() {
        context.fact(kind, "code");
        add("CODE.intro", "CODE.code", "CODE.secret", "CODE.notYou");
    }

    private void information(String intro) {
        if (kind == LetterKind.INFORMATION_REQUEST) {
            context.fact(kind, "question");
        }
        add(intro);
        if (values.containsKey("question")) {
            add("question");
        }
        addIf(values.containsKey("until"), "information.until");
        add("information.waits");
    }

    private void offer() {
        add("OFFER.intro", "OFFER.offer");
        addIf(values.containsKey("offerUntil"), "OFFER.until");
        add(context.isDraft() ? "OFFER.draft" : "OFFER.declared", "OFFER.noAnswer");
    }

    private void confirmation(String prefix) {
        boolean draft = context.isDraft();
        add(prefix + (draft ? ".draft" : ".refund"));
        if (draft) {
            addDates("RECEIPT.datesFollow");
        } else {
            addReview();
        }
        if (values.containsKey("until")) {
            add(draft ? "confirmation.draft.until" : "confirmation.refund.until");
        }
        add(draft ? "confirmation.draft.silence" : "confirmation.refund.dispute");
    }

    private void addReview() {
        add(context.isRefundRefusedByReview() ? "refund.refused" : "refund.smaller");
        addIf(values.containsKey("refundReason"), "refund.reason");
        addIf(values.containsKey("refundLegalBasis"), "refund.legalBasis");
    }

    private void scheduled() {
        add("SCHEDULED.intro", "lastDay");
        addDatesAndRenewal();
        add(context.isRefundExpected() ? "SCHEDULED.refund" : "refund.none");
        addIf(!context.where().equals("HERE"), "SCHEDULED.elsewhere");
        addIf(values.containsKey("undoUntil"), "undo.until");
    }

    private void addDatesAndRenewal() {
        Quote quote = context.quote();
        addIf(quote != null && quote.nextCharge() != null, "nextCharge");
        add("renewal.willBeOff");
    }

    private void effectiveReminder() {
        add("EFFECTIVE_REMINDER.intro", "lastDay");
        addDatesAndRenewal();
        addIf(context.isRefundExpected(), "SCHEDULED.refund");
        addIf(values.containsKey("undoUntil"), "undo.until");
        add("EFFECTIVE_REMINDER.nothingToDo");
    }

    private void customerAction(String intro) {
        if (context.where().equals("HERE")) {
            throw new IllegalArgumentException(kind + " needs the fact where");
        }
        add(intro, "CUSTOMER_ACTION." + context.where(), "CUSTOMER_ACTION.tellUs");
        addIf(kind == LetterKind.CUSTOMER_ACTION, "CUSTOMER_ACTION.check");
    }

    private void returnInstructions() {
        add("RETURN_INSTRUCTIONS.intro");
        add(values.containsKey("address") ? "RETURN_INSTRUCTIONS.address" : "RETURN_INSTRUCTIONS.sender");
        add("RETURN_INSTRUCTIONS.note");
        addIf(values.containsKey("until"), "RETURN_INSTRUCTIONS.until");
        addIf(context.isRefundExpected(), "RETURN_INSTRUCTIONS.refund");
    }

    private void membersNotice() {
        add("MEMBERS_NOTICE.intro");
        addIf(values.containsKey("members"), "MEMBERS_NOTICE.members");
        addIf(values.containsKey("lastDay"), "MEMBERS_NOTICE.lastDay");
        add("MEMBERS_NOTICE.tellThem");
    }

    private void completed() {
        add("COMPLETED.intro");
        addIf(values.containsKey("lastDay"), "COMPLETED.ended");
        add("COMPLETED.renewalOff");
        addIf(!context.where().equals("HERE"), "COMPLETED.elsewhere");
        addRefundResult();
        add("dispute");
    }

    private void addRefundResult() {
        Refund.State state = context.cancellation().refund().state();
        if (context.isRefundRefusedByReview()) {
            addReview();
        } else if (state == Refund.State.UNKNOWN || state == Refund.State.REJECTED) {
            add("refund.stuck");
        } else if (context.isRefundExpected()) {
            addIf(context.cancellation().refund().isSmallerThanQuoted(), "refund.smaller");
            addIf(
                    context.cancellation().refund().isSmallerThanQuoted() && values.containsKey("refundReason"),
                    "refund.reason");
            add(state == Refund.State.PAID ? "refund.paid" : "refund.onItsWay");
            addIf(values.containsKey("eta"), "refund.eta");
        } else {
            add("refund.none");
        }
    }

    /** The customer keeps the plan: said with what it means for the next charge. */
    private void stays(String intro) {
        add(intro);
        Offer offer = context.cancellation().offer();
        addIf(kind == LetterKind.RETAINED && offer != null, "RETAINED.offer");
        add("stays.renewal." + context.cancellation().renewal(), "stays.again");
    }
}
