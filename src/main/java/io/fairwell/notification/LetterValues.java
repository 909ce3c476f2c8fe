package io.fairwell.notification;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.Rejection;
import io.fairwell.cancellation.Request;
import io.fairwell.terms.BillingDates;
import io.fairwell.terms.Eta;
import io.fairwell.terms.LineKind;
import io.fairwell.terms.Quote;
import io.fairwell.terms.StatementLine;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Everything that is known, in words, under the names that the texts use for it. What is not known is not there. */
final class LetterValues {

    private final LetterContext context;
    private final Wording words;
    private final ZoneId zone;
    private final Map<String, String> values = new HashMap<>();

    private LetterValues(LetterContext context, Wording words) {
        this.context = context;
        this.words = words;
        this.zone = context.cancellation().request().zone();
    }

    static Map<String, String> of(LetterContext context, Wording words) {
        LetterValues all = new LetterValues(context, words);
        all.addRequest();
        all.addDates();
        all.addRefund();
        all.addOffer();
        all.addRejection();
        all.addElsewhere();
        all.addDispute();
        for (String name : new String[] {"code", "question", "address"}) {
            all.put(name, context.facts().get(name));
        }
        return all.values;
    }

    private void put(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            values.put(name, Texts.lines(value));
        }
    }

    private void addRequest() {
        Request request = context.cancellation().request();
        put("number", context.cancellation().number().value());
        put("plan", planName());
        put(
                "name",
                Optional.ofNullable(context.contact().name())
                        .map(Texts::oneLine)
                        .orElse(null));
        put("link", context.link());
        put("received", words.time(request.declaredAt(), zone));
        put("supersedes", request.supersedes());
        put(
                "by",
                Optional.ofNullable(context.cancellation().supersededBy())
                        .map(CaseNumber::value)
                        .orElse(null));
        put("countsFrom", words.date(request.declaredOn()));
        LocalDate wished = request.wishedDate();
        String day = wished == null ? "" : words.date(wished);
        put("wish", words.say("wish." + request.mode(), Map.of("date", day)));
        put("renewal", words.say("renewal." + context.cancellation().renewal()));
        put(
                "members",
                String.join(words.say("list.separator"), context.subscription().subAccounts()));
    }

    /** The name in the reader's language, else in any, else the plan's number. */
    private String planName() {
        Map<String, String> names = context.subscription().planName();
        String name = names.getOrDefault(words.languageTag(), names.get("en"));
        if (name == null) {
            name = names.values().stream()
                    .sorted()
                    .findFirst()
                    .orElse(context.subscription().planId());
        }
        return Texts.oneLine(name);
    }

    private void addDates() {
        context.lastDay().ifPresent(day -> put("lastDay", words.date(day)));
        context.until().ifPresent(at -> put("until", words.time(at, zone)));
        context.undoUntil().ifPresent(at -> put("undoUntil", words.time(at, zone)));
        put("where", words.say("where." + context.where()));
        context.newLastDay().ifPresent(day -> put("newLastDay", words.date(day)));
        context.moreCycles().ifPresent(more -> {
            put("cycles", Integer.toString(more.count()));
            put("nextCharge", words.money(more.each()));
            put("nextChargeOn", words.date(more.first()));
        });
    }

    private void addRefund() {
        Refund refund = context.cancellation().refund();
        context.refundAmount()
                .ifPresent(amount ->
                        put("refund", context.isRefundOpen() ? words.say("refund.open") : words.money(amount)));
        Optional.ofNullable(refund.compensation()).ifPresent(amount -> put("compensation", words.money(amount)));
        Optional.ofNullable(refund.quoted()).ifPresent(amount -> put("quoted", words.money(amount)));
        context.refundBefore().ifPresent(amount -> put("before", words.money(amount)));
        context.shownRefund().ifPresent(amount -> put("shown", words.money(amount)));
        put("refundReason", refund.reason());
        put("refundLegalBasis", refund.legalBasis());
        Quote quote = context.quote();
        put(
                "route",
                words.say("route."
                        + (quote == null
                                ? context.subscription().paymentRoute()
                                : quote.statement().route())));
        put("eta", eta(refund, quote == null ? null : quote.statement().eta()));
    }

    private @Nullable String eta(Refund refund, @Nullable Eta quoted) {
        if (refund.eta() != null) {
            return words.say("eta.by", Map.of("date", words.date(refund.eta())));
        }
        if (quoted == null) {
            return null;
        }
        String key = quoted.from().equals(quoted.to()) ? "eta.on" : "eta.between";
        return words.say(key, Map.of("from", words.date(quoted.from()), "to", words.date(quoted.to())));
    }

    private void addOffer() {
        Offer offer = context.cancellation().offer();
        if (offer == null) {
            return;
        }
        String key = "offer." + offer.kind() + (offer.cycles() == 1 && offer.kind() != Offer.Kind.TALK ? ".one" : "");
        put(
                "offer",
                words.say(
                        key,
                        Map.of(
                                "percent",
                                Integer.toString(offer.percent()),
                                "cycles",
                                Integer.toString(offer.cycles()))));
        if (offer.until() != null) {
            put("offerUntil", words.time(offer.until(), zone));
        }
    }

    /** What concerns the place of purchase. */
    private void addElsewhere() {
        BillingDates.next(context.subscription(), context.today())
                .ifPresent(day -> put("chargeThereOn", words.date(day)));
        put("chargeThere", words.money(context.subscription().price()));
        Quote quote = context.quote();
        if (quote != null) {
            quote.statement().lines().stream()
                    .filter(line -> line.kind() == LineKind.PERCENT_FEE)
                    .findFirst()
                    .ifPresent(this::addHandlingFee);
        }
        addChecks(context.facts().get("checks"));
    }

    /** The percentage is the second argument of the line's formula. */
    private void addHandlingFee(StatementLine line) {
        List<String> arguments = line.formula().arguments();
        if (arguments.size() > 1) {
            put("feePercent", arguments.get(1));
            put("fee", words.money(line.amount().abs()));
        }
    }

    private void addChecks(@Nullable String days) {
        if (days == null || days.isBlank()) {
            return;
        }
        List<String> all = List.of(days.split(","));
        put("lastCheck", all.get(all.size() - 1));
        put("earlierChecks", String.join(words.say("list.separator"), all.subList(0, all.size() - 1)));
    }

    private void addRejection() {
        Rejection rejection = context.cancellation().rejection();
        if (rejection != null) {
            put("cause", words.say("rejection." + rejection.cause()));
            put("legalBasis", rejection.legalBasis());
        }
    }

    private void addDispute() {
        for (String amount : new String[] {"claimed", "granted"}) {
            put(amount, say(amount, text -> words.money(Money.parse(text))));
        }
        put("chargedOn", say("chargedOn", text -> words.date(LocalDate.parse(text))));
        put("paidBy", say("paidBy", text -> words.date(LocalDate.parse(text))));
        put("disputeOutcome", say("outcome", text -> words.say("dispute.outcome." + text)));
        for (String name : new String[] {"answerReason", "answerLegalBasis", "authority"}) {
            put(name, context.facts().get(name));
        }
    }

    private @Nullable String say(String fact, UnaryOperator<String> wording) {
        String given = context.facts().get(fact);
        return given == null ? null : wording.apply(given);
    }
}
