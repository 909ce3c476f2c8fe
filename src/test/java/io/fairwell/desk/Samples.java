package io.fairwell.desk;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.Awaiting;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Identity;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.QuoteTerms;
import io.fairwell.cancellation.ReasonCode;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.cancellation.Request;
import io.fairwell.subscription.Channel;
import io.fairwell.subscription.PaymentRoute;
import io.fairwell.subscription.PointsState;
import io.fairwell.subscription.Subscription;
import io.fairwell.terms.Basis;
import io.fairwell.terms.DecisionRef;
import io.fairwell.terms.Eta;
import io.fairwell.terms.Formula;
import io.fairwell.terms.Impact;
import io.fairwell.terms.ImpactKind;
import io.fairwell.terms.LineKind;
import io.fairwell.terms.NextCharge;
import io.fairwell.terms.Quote;
import io.fairwell.terms.RefundStatement;
import io.fairwell.terms.StatementLine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** A shop membership of 108.00 a year, cancelled after four months. */
final class Samples {

    static final Instant NOW = Instant.parse("2017-05-17T02:30:00Z");
    static final Instant DECLARED = Instant.parse("2017-05-14T02:30:00Z");
    static final CaseNumber NUMBER = number("FW-20170514-7K3M9");
    static final CaseNumber NEWER = number("FW-20170516-4Q2D8");

    private Samples() {}

    private static CaseNumber number(String start) {
        return IntStream.rangeClosed('1', 'Z')
                .mapToObj(last -> CaseNumber.parse(start + (char) last))
                .flatMap(java.util.Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    static Money yuan(String amount) {
        return Money.parse("CNY " + amount);
    }

    static Quote quote() {
        return quote(null);
    }

    /** @param nextCharge what is still charged before the end */
    static Quote quote(@Nullable NextCharge nextCharge) {
        return new Quote(
                "q-1",
                "hash",
                "main",
                "sub-1",
                DECLARED,
                NOW,
                LocalDate.parse("2017-05-14"),
                LocalDate.parse("2017-05-14"),
                true,
                Basis.TERMS,
                "HERE",
                nextCharge,
                List.of(new Impact(ImpactKind.POINTS_LOST, Map.of("points", "1200"))),
                new RefundStatement(
                        "MONTHS",
                        List.of(line(LineKind.BASE, "72.00", "base"), line(LineKind.FIXED_FEE, "-50.00", "fee")),
                        yuan("22.00"),
                        PaymentRoute.CARD,
                        new Eta(LocalDate.parse("2017-05-17"), LocalDate.parse("2017-05-19"))),
                List.of(new DecisionRef("terms", 3, "retail-annual")),
                null,
                null);
    }

    private static StatementLine line(LineKind kind, String amount, String formula) {
        return new StatementLine(kind, yuan(amount), new Formula(formula, List.of()), "terms#retail-annual", 3, "law");
    }

    static Subscription subscription() {
        return new Subscription(
                "main",
                "sub-1",
                "cust-7",
                "2017_PLUS",
                Map.of("en", "Shop Plus", "zh-CN", "购物会员"),
                "retail-annual",
                "CN",
                ZoneId.of("Asia/Shanghai"),
                Channel.DIRECT,
                PaymentRoute.CARD,
                true,
                Period.ofYears(1),
                yuan("108.00"),
                yuan("108.00"),
                LocalDate.parse("2017-01-15"),
                LocalDate.parse("2017-01-15"),
                LocalDate.parse("2018-01-15"),
                true,
                yuan("0.00"),
                1200,
                2,
                List.of("sub-acc-1"),
                1,
                false,
                new Contact("a@example.org", "+8613800138000", "Li Lei"),
                "622588XXXXXX1234",
                null,
                null,
                RenewalState.ON_HOLD,
                PointsState.USABLE,
                null);
    }

    /** The quote at another place of purchase. */
    static QuoteTerms termsAt(String where) {
        QuoteTerms terms = quote().terms();
        return new QuoteTerms(
                terms.quoteId(),
                terms.subscriptionId(),
                terms.validUntil(),
                terms.effectiveOn(),
                terms.immediate(),
                where,
                terms.refund(),
                null);
    }

    /** The quote after the customer has used more since. */
    static QuoteTerms termsAfterUse(String shown) {
        QuoteTerms terms = quote().terms();
        return new QuoteTerms(
                terms.quoteId(),
                terms.subscriptionId(),
                terms.validUntil(),
                terms.effectiveOn(),
                terms.immediate(),
                terms.where(),
                terms.refund(),
                yuan(shown));
    }

    static Awaiting awaiting(Awaiting.Who who, Awaiting.What what) {
        return new Awaiting(who, what, Instant.parse("2017-05-18T01:00:00Z"));
    }

    static Offer offer(Offer.State state) {
        return new Offer(Offer.Kind.DISCOUNT, 20, 3, "too-expensive", state, DECLARED, NOW.plusSeconds(3600));
    }

    static Refund refund(Refund.State state) {
        return new Refund(state, yuan("22.00"), yuan("22.00"), null, null, null, null, null, null);
    }

    /** A case to be altered in what a test is about. */
    static Sample at(CaseStatus status) {
        return new Sample(status);
    }

    static final class Sample {
        private final CaseStatus status;
        private @Nullable Awaiting awaiting;
        private @Nullable Offer offer;
        private Refund refund = new Refund(Refund.State.NONE, null, null, null, null, null, null, null, null);
        private IdentityMethod method = IdentityMethod.CODE;
        private RenewalState renewal = RenewalState.ON_HOLD;
        private String locale = "en";
        private boolean draft;
        private QuoteTerms terms = quote().terms();
        private @Nullable CaseNumber supersededBy;

        private Sample(CaseStatus status) {
            this.status = status;
        }

        Sample awaiting(Awaiting.Who who, Awaiting.What what) {
            awaiting = Samples.awaiting(who, what);
            return this;
        }

        Sample offer(Offer made) {
            offer = made;
            return this;
        }

        Sample refund(Refund decided) {
            refund = decided;
            return this;
        }

        Sample method(IdentityMethod used) {
            method = used;
            return this;
        }

        Sample renewal(RenewalState state) {
            renewal = state;
            return this;
        }

        Sample locale(String tag) {
            locale = tag;
            return this;
        }

        Sample draft() {
            draft = true;
            return this;
        }

        Sample terms(QuoteTerms quoted) {
            terms = quoted;
            return this;
        }

        Sample supersededBy(CaseNumber newer) {
            supersededBy = newer;
            return this;
        }

        CancellationCase done() {
            Request request = new Request(
                    "sub-1",
                    "cust-7",
                    ReasonCode.TOO_EXPENSIVE,
                    EffectiveMode.IMMEDIATE,
                    null,
                    DECLARED,
                    LocalDate.parse("2017-05-14"),
                    ZoneId.of("Asia/Shanghai"),
                    "WEB",
                    locale,
                    draft ? null : DECLARED,
                    "demo-upstream",
                    false,
                    null);
            return new CancellationCase(
                    NUMBER,
                    "main",
                    request,
                    status,
                    awaiting,
                    new Identity(Identity.State.VERIFIED, method, Actor.agent("agent"), DECLARED, "Saw the papers"),
                    renewal,
                    terms,
                    offer,
                    refund,
                    null,
                    null,
                    status.isFinal() ? NOW : null,
                    supersededBy,
                    List.of());
        }
    }
}
