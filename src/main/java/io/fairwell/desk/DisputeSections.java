package io.fairwell.desk;

import io.fairwell.dispute.Answer;
import io.fairwell.dispute.Claim;
import io.fairwell.dispute.Dispute;
import io.fairwell.dispute.Dispute.Payment;
import io.fairwell.dispute.Disputes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Disputes as sections of facts: all of it for those who decide, what was decided for the customer. */
final class DisputeSections {

    private static final String HOTLINE_OF_CHINA = "12315";

    private final Disputes disputes;
    private final Words words;
    private final boolean forPeople;
    private final boolean hidden;

    private DisputeSections(Disputes disputes, Words words, boolean forPeople, boolean hidden) {
        this.disputes = disputes;
        this.words = words;
        this.forPeople = forPeople;
        this.hidden = hidden;
    }

    /** @param hidden whether what people wrote is kept for the law alone */
    static DisputeSections forSupport(Disputes disputes, Words words, boolean hidden) {
        return new DisputeSections(disputes, words, true, hidden);
    }

    static DisputeSections forCustomer(Disputes disputes, Words words) {
        return new DisputeSections(disputes, words, false, false);
    }

    /** @return one section for each dispute of the case, oldest first */
    List<Section> of(io.fairwell.cancellation.CaseNumber number) {
        String authority = authority(disputes.authority(number)).orElse(null);
        return disputes.of(number).stream()
                .map(dispute -> section(dispute, authority))
                .toList();
    }

    private Optional<String> authority(Optional<String> code) {
        return code.map(named -> named.equals(HOTLINE_OF_CHINA) ? words.text("dispute.authority.12315") : named);
    }

    private Section section(Dispute dispute, @Nullable String authority) {
        Claim claim = dispute.claim();
        Dispute.Turn turn = dispute.turn();
        Section.Builder section = Section.titled("dispute", words)
                .fact("disputed", disputed(claim))
                .factIf(
                        claim.about() == Claim.About.REFUND && claim.amount() != null,
                        "claimed",
                        claim.amount() == null ? null : words.money(claim.amount()))
                .fact("receivedAt", words.time(dispute.receivedAt()))
                .fact("state", words.name(dispute.state()))
                .factIf(
                        turn != null && turn.until() != null,
                        "answerDue",
                        turn == null || turn.until() == null ? null : words.time(turn.until()));
        dispute.decision().ifPresent(answer -> decision(section, dispute, answer));
        if (forPeople) {
            proposal(section, dispute);
        }
        Section done = section.factIf(authority != null, "authority", authority)
                .quotation(hidden ? null : claim.text())
                .done();
        return new Section("dispute-" + dispute.number(), done.title(), done.facts(), done.quotation());
    }

    private String disputed(Claim claim) {
        return claim.amount() == null || claim.chargedOn() == null
                ? words.name(claim.about())
                : words.text("disputed.charge", words.money(claim.amount()), words.date(claim.chargedOn()));
    }

    private void decision(Section.Builder section, Dispute dispute, Answer answer) {
        section.fact("outcome", words.name(answer.outcome()))
                .fact("granted", words.money(answer.granted()))
                .factIf(dispute.payment() != Payment.NONE, "payment", words.name(dispute.payment()))
                .factIf(dispute.eta() != null, "eta", dispute.eta() == null ? null : words.date(dispute.eta()))
                .factIf(!hidden && answer.reason() != null, "decisionReason", answer.reason())
                .factIf(!hidden && answer.legalBasis() != null, "legalBasis", answer.legalBasis())
                .factIf(forPeople, "decidedBy", dispute.decidedBy());
    }

    private void proposal(Section.Builder section, Dispute dispute) {
        section.factIf(dispute.proposedBy() != null, "proposedBy", dispute.proposedBy());
        dispute.proposal()
                .ifPresent(answer -> section.fact("proposedOutcome", words.name(answer.outcome()))
                        .fact("proposedAmount", words.money(answer.granted()))
                        .factIf(!hidden && answer.reason() != null, "decisionReason", answer.reason())
                        .factIf(!hidden && answer.legalBasis() != null, "legalBasis", answer.legalBasis()));
    }
}
