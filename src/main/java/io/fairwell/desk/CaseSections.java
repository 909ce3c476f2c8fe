package io.fairwell.desk;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseFile;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Identity;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.QuoteTerms;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The parts of a case as sections of facts. */
final class CaseSections {

    private final CancellationCase shown;
    private final Words words;
    private final boolean hidden;

    /** @param hidden whether what is personal is kept for the law alone */
    CaseSections(CancellationCase shown, Words words, boolean hidden) {
        this.shown = shown;
        this.words = words;
        this.hidden = hidden;
    }

    Section request(CaseFile file) {
        Request request = shown.request();
        LocalDate wish = request.wishedDate();
        return Section.titled("request", words)
                .fact("declaredAt", words.time(request.declaredAt()))
                .fact("declaredOn", words.date(request.declaredOn()))
                .fact(
                        "wish",
                        request.mode() == EffectiveMode.DATE && wish != null
                                ? words.text("wish.date", words.date(wish))
                                : words.name(request.mode()))
                .fact("channel", words.textOr("channel." + request.channel(), request.channel()))
                .fact("client", request.clientId())
                .fact("confirmedAt", confirmedAt(request))
                .fact("reason", request.reason() == null ? null : words.name(request.reason()))
                .factIf(file.externalReference() != null, "externalReference", file.externalReference())
                .quotation(file.reasonComment())
                .done();
    }

    private String confirmedAt(Request request) {
        return request.confirmedAt() == null ? words.text("draft") : words.time(request.confirmedAt());
    }

    Section customer(CaseFile file) {
        return Section.titled("customer", words)
                .fact("customerId", shown.request().customerId())
                .factIf(hidden, "restricted", words.text("restricted"))
                .fact("name", file.contact().name())
                .fact("email", file.contact().email())
                .fact("phone", file.contact().phone())
                .fact(
                        "language",
                        words.textOr(
                                "language." + shown.request().locale(),
                                shown.request().locale()))
                .done();
    }

    Section identity() {
        Identity identity = shown.identity();
        return Section.titled("identity", words)
                .fact("state", words.name(identity.state()))
                .fact("method", words.name(identity.method()))
                .factIf(identity.by() != null, "by", identity.by() == null ? null : words.actor(identity.by()))
                .factIf(identity.at() != null, "at", time(identity.at()))
                .factIf(!hidden && identity.note() != null, "note", identity.note())
                .done();
    }

    Section refund(List<CaseEvent> timeline) {
        Refund refund = shown.refund();
        QuoteTerms quote = shown.quote();
        Money before = quote == null ? null : quote.shownRefund();
        String goods = GoodsReturn.state(shown, timeline, words);
        return Section.titled("refund", words)
                .fact("state", words.name(refund.state()))
                .factIf(before != null, "shownRefund", money(before))
                .factIf(before == null && refund.quoted() != null, "quotedAmount", money(refund.quoted()))
                .factIf(
                        refund.amount() != null,
                        refund.state() == Refund.State.PENDING_APPROVAL ? "proposedAmount" : "decidedAmount",
                        money(refund.payable()))
                .factIf(refund.compensation() != null, "compensationPart", money(refund.compensation()))
                .factIf(refund.preparedBy() != null, "preparedBy", refund.preparedBy())
                .factIf(refund.approvedBy() != null, "approvedBy", refund.approvedBy())
                .factIf(!hidden && refund.reason() != null, "decisionReason", refund.reason())
                .factIf(refund.legalBasis() != null, "legalBasis", refund.legalBasis())
                .factIf(goods != null, "goods", goods)
                .factIf(
                        refund.progress().sentAt() != null,
                        "sentToGateway",
                        time(refund.progress().sentAt()))
                .factIf(
                        refund.progress().paidAt() != null,
                        "acceptedAt",
                        time(refund.progress().paidAt()))
                .factIf(
                        refund.progress().settledAt() != null,
                        "arrivedAt",
                        time(refund.progress().settledAt()))
                .factIf(refund.eta() != null, "eta", refund.eta() == null ? null : words.date(refund.eta()))
                .done();
    }

    Section offer() {
        Section.Builder section = Section.titled("offer", words);
        Offer offer = shown.offer();
        if (offer == null) {
            return section.fact("offer", words.text("offer.none")).done();
        }
        return section.fact("offer", OfferTexts.what(offer, words))
                .fact("state", words.name(offer.state()))
                .fact("sentAt", words.time(offer.sentAt()))
                .factIf(offer.until() != null, "openUntil", time(offer.until()))
                .fact("rule", offer.rule())
                .done();
    }

    private @Nullable String time(@Nullable Instant at) {
        return at == null ? null : words.time(at);
    }

    private @Nullable String money(@Nullable Money amount) {
        return amount == null ? null : words.money(amount);
    }
}
