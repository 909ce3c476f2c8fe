package io.fairwell.notification;

import io.fairwell.cancellation.Awaiting;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.Identity;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.QuoteTerms;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.RenewalState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;

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
            case QUOTE_CHANGED -> quoteChanged();
            case SCHEDULED -> scheduled();
            case RIGHTS_TRANSFER -> rightsTransfer();
            case EFFECTIVE_REMINDER -> effectiveReminder();
            case CUSTOMER_ACTION -> customerAction();
            case CUSTOMER_ACTION_REMINDER -> customerActionReminder();
            case RETURN_INSTRUCTIONS -> returnInstructions("RETURN_INSTRUCTIONS.intro");
            case RETURN_REMINDER -> returnInstructions("RETURN_REMINDER.intro");
            case MEMBERS_NOTICE -> membersNotice();
            case COMPLETED -> completed();
            case RETAINED -> stays("RETAINED.intro");
            case WITHDRAWN ->
                stays(context.happened(CaseEvent.Kind.STOPPED_BY_SUPPORT) ? "WITHDRAWN.support" : "WITHDRAWN.intro");
            case SUPERSEDED -> superseded();
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
        addIf(values.containsKey("supersedes"), "RECEIPT.supersedes");
        if (context.cancellation().renewal() == RenewalState.ON_HOLD) {
            add(context.moreCycles().isPresent() ? "renewal.held.but" : "renewal.held");
        }
        addDates("RECEIPT.datesFollow");
        if (context.cancellation().identity().state() == Identity.State.OPEN) {
            add("RECEIPT.identity." + context.cancellation().identity().method());
        } else {
            add(context.isDraft() ? "RECEIPT.next.draft" : "RECEIPT.next");
        }
        addOpenOffer();
        addIf(context.isUndoPromised(), "undo.any");
    }

    private void addDates(String unknown) {
        add(context.isEffectiveDateKnown() ? "lastDay" : unknown);
        addIf(context.isLaterThanWished(), "lastDay.later");
        addMoreCycles();
    }

    /** What is still charged, and why: before it is, and afterwards. */
    private void addMoreCycles() {
        context.moreCycles().ifPresent(more -> {
            boolean past = kind == LetterKind.COMPLETED
                    || (more.isOne() && more.first().isBefore(context.today()));
            add("nextCharge" + (past ? ".past" : "") + (more.wished() ? ".wish" : ".notice")
                    + (more.isOne() ? ".one" : ".many"));
        });
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
        if (context.isDraft()) {
            add(prefix + ".draft");
            addDates("RECEIPT.datesFollow");
            addIf(values.containsKey("until"), "confirmation.draft.until");
            add("confirmation.draft.silence");
        } else {
            add(prefix + (isSmallerByUse() ? ".use" : ".refund"));
            addSmallerRefund();
            add("confirmation.choices");
            addIf(values.containsKey("until"), "confirmation.refund.until");
            add("confirmation.refund.dispute");
        }
    }

    /** What the customer used since made it smaller, and nobody else did. */
    private boolean isSmallerByUse() {
        Money decided = context.cancellation().refund().amount();
        QuoteTerms quote = context.cancellation().quote();
        return context.shownRefund().isPresent()
                && !context.isRefundRefused()
                && (decided == null || (quote != null && decided.equals(quote.refund())));
    }

    private void addSmallerRefund() {
        if (isSmallerByUse()) {
            add("refund.lessByUse");
        } else {
            addReview();
        }
    }

    private void addReview() {
        add(refusal());
        addIf(values.containsKey("refundReason"), "refund.reason");
        addIf(values.containsKey("refundLegalBasis"), "refund.legalBasis");
    }

    /** What nobody decided, such as goods that did not come back, was not reviewed. */
    private String refusal() {
        if (!context.isRefundRefused()) {
            return "refund.smaller";
        }
        return context.cancellation().refund().preparedBy() == null ? "refund.notDue" : "refund.refused";
    }

    private void quoteChanged() {
        add("QUOTE_CHANGED.intro", values.containsKey("before") ? "QUOTE_CHANGED.amounts" : "QUOTE_CHANGED.amount");
        addIf(values.containsKey("lastDay"), "lastDay");
        addMoreCycles();
        add("QUOTE_CHANGED.nothingToDo");
    }

    private void rightsTransfer() {
        add("RIGHTS_TRANSFER.intro");
        addIf(values.containsKey("members"), "MEMBERS_NOTICE.members");
        add(values.containsKey("until") ? "RIGHTS_TRANSFER.until" : "RIGHTS_TRANSFER.soon");
        add("RIGHTS_TRANSFER.steps", "RIGHTS_TRANSFER.lost");
        addIf(values.containsKey("until"), "RIGHTS_TRANSFER.silence");
        add("RIGHTS_TRANSFER.forward", "RIGHTS_TRANSFER.text");
    }

    private void superseded() {
        add("SUPERSEDED.intro");
        addIf(values.containsKey("newLastDay"), "SUPERSEDED.lastDay");
        add("SUPERSEDED.goesOn", "SUPERSEDED.final");
    }

    private void scheduled() {
        boolean rights = Boolean.parseBoolean(context.facts().get("rights"));
        add("SCHEDULED.intro", rights ? "SCHEDULED.rights" : "SCHEDULED.nothingToDo", "lastDay");
        addIf(context.isLaterThanWished(), "lastDay.later");
        addDatesAndRenewal();
        add(context.isRefundExpected() ? "SCHEDULED.refund" : "refund.none");
        addIf(values.containsKey("compensation"), "refund.compensation");
        addIf(!context.where().equals("HERE"), "SCHEDULED.elsewhere");
        addIf(values.containsKey("undoUntil"), "undo.until");
    }

    private void addDatesAndRenewal() {
        addMoreCycles();
        add("renewal.willBeOff");
    }

    private void effectiveReminder() {
        add("EFFECTIVE_REMINDER.intro", "lastDay");
        addDatesAndRenewal();
        addIf(context.isRefundExpected(), "SCHEDULED.refund");
        addIf(values.containsKey("undoUntil"), "undo.until");
        add(context.awaits(Awaiting.What.MOVE_RIGHTS) ? "EFFECTIVE_REMINDER.rights" : "EFFECTIVE_REMINDER.nothingToDo");
    }

    private void customerAction() {
        ElsewhereGuide guide = guide();
        add("CUSTOMER_ACTION.intro");
        if (!guide.stopped().isEmpty()) {
            paragraphs.add(words.say("letter.elsewhere.stopped") + "\n– " + String.join("\n– ", guide.stopped()));
        }
        addSteps(guide);
        addMoreCycles();
        add("CUSTOMER_ACTION.check." + checks());
    }

    private String checks() {
        if (!values.containsKey("lastCheck")) {
            return "some";
        }
        return values.containsKey("earlierChecks") ? "more" : "one";
    }

    private void customerActionReminder() {
        add("CUSTOMER_ACTION_REMINDER.intro");
        addSteps(guide());
        addIf(values.containsKey("until"), "CUSTOMER_ACTION_REMINDER.until");
    }

    private ElsewhereGuide guide() {
        if (context.where().equals("HERE")) {
            throw new IllegalArgumentException(kind + " needs the fact where");
        }
        return ElsewhereGuide.of(context, words, values);
    }

    private void addSteps(ElsewhereGuide guide) {
        guide.places().stream().map(ElsewhereGuide.Place::asText).forEach(paragraphs::add);
        paragraphs.addAll(guide.notes());
        add("CUSTOMER_ACTION.tellUs");
    }

    private void returnInstructions(String intro) {
        add(intro);
        add(values.containsKey("address") ? "RETURN_INSTRUCTIONS.address" : "RETURN_INSTRUCTIONS.sender");
        add("RETURN_INSTRUCTIONS.note");
        addIf(values.containsKey("until"), "RETURN_INSTRUCTIONS.until");
        if (context.isRefundExpected()) {
            add("RETURN_INSTRUCTIONS.refund");
            addIf(values.containsKey("until"), "RETURN_INSTRUCTIONS.otherwise");
        }
        addIf(kind == LetterKind.RETURN_REMINDER, "RETURN_REMINDER.sent");
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
        addMoreCycles();
        add("COMPLETED.renewalOff");
        addIf(!context.where().equals("HERE"), "COMPLETED.elsewhere");
        addRefundResult();
        add("dispute");
    }

    private void addRefundResult() {
        Refund.State state = context.cancellation().refund().state();
        if (context.isRefundRefused()) {
            addReview();
        } else if (state == Refund.State.UNKNOWN || state == Refund.State.REJECTED) {
            add("refund.stuck");
        } else if (context.isRefundExpected()) {
            if (context.cancellation().refund().isSmallerThanQuoted()) {
                addSmallerRefund();
            }
            add(state == Refund.State.PAID ? "refund.paid" : "refund.onItsWay");
            addIf(values.containsKey("compensation"), "refund.compensation");
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
