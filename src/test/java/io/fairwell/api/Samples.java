package io.fairwell.api;

import io.fairwell.cancellation.Awaiting;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Identity;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.Offer;
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
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The shop membership of the contract's examples. */
final class Samples {

    static final CaseNumber NUMBER = number("FW-20170514-7K3M9");
    static final String ID = "sub-retail-annual-1";

    private Samples() {}

    private static CaseNumber number(String withoutCheck) {
        return "123456789ABCDEFGHJKMNPQRSTVWXYZ"
                .chars()
                .mapToObj(c -> CaseNumber.parse(withoutCheck + (char) c))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    static Money cny(String amount) {
        return Money.parse("CNY " + amount);
    }

    static Subscription subscription() {
        return subscription(new Contact("a@example.org", null, null), null, null);
    }

    static Subscription subscription(Contact contact, @Nullable String cardMask, @Nullable LocalDate endedOn) {
        return new Subscription(
                "main",
                ID,
                "cust-7",
                "2017_PLUS",
                Map.of("en", "Shop Plus"),
                "retail-annual",
                "CN",
                ZoneId.of("Asia/Shanghai"),
                Channel.DIRECT,
                PaymentRoute.CARD,
                true,
                Period.ofYears(1),
                cny("108.00"),
                cny("108.00"),
                LocalDate.parse("2017-01-15"),
                LocalDate.parse("2017-01-15"),
                LocalDate.parse("2018-01-15"),
                true,
                cny("0.00"),
                1200,
                2,
                List.of("sub-acc-1"),
                1,
                false,
                contact,
                cardMask,
                null,
                null,
                RenewalState.ON,
                PointsState.USABLE,
                endedOn);
    }

    static Quote quote(@Nullable NextCharge nextCharge) {
        String rule = "terms#retail-annual";
        return new Quote(
                "q-1",
                "h-1",
                "main",
                ID,
                Instant.parse("2017-05-14T02:00:00Z"),
                Instant.parse("2017-05-15T02:00:00Z"),
                LocalDate.parse("2017-05-14"),
                LocalDate.parse("2017-05-14"),
                true,
                Basis.TERMS,
                "HERE",
                nextCharge,
                List.of(new Impact(ImpactKind.POINTS_LOST, Map.of("points", "1200"))),
                new RefundStatement(
                        "MONTHS",
                        List.of(
                                new StatementLine(
                                        LineKind.BASE,
                                        cny("72.00"),
                                        new Formula("months", List.of()),
                                        rule,
                                        3,
                                        "terms"),
                                new StatementLine(
                                        LineKind.FIXED_FEE,
                                        cny("-50.00"),
                                        new Formula("fee", List.of()),
                                        rule,
                                        3,
                                        "fee")),
                        cny("22.00"),
                        PaymentRoute.CARD,
                        new Eta(LocalDate.parse("2017-05-17"), LocalDate.parse("2017-05-19"))),
                List.of(new DecisionRef("terms", 3, "retail-annual")),
                null,
                null);
    }

    static CancellationCase scheduled() {
        return cancellation(
                CaseStatus.SCHEDULED,
                new Awaiting(Awaiting.Who.TIME, Awaiting.What.EFFECTIVE_DATE, Instant.parse("2017-05-14T16:00:00Z")),
                null);
    }

    static CancellationCase completed() {
        return cancellation(CaseStatus.COMPLETED, null, Instant.parse("2017-05-15T00:00:00Z"));
    }

    /** 22.00 as quoted, and 18.00 beyond it. */
    static CancellationCase compensated() {
        return cancellation(
                CaseStatus.COMPLETED,
                null,
                Instant.parse("2017-05-15T00:00:00Z"),
                new Refund(
                        Refund.State.PAID,
                        cny("22.00"),
                        cny("40.00"),
                        cny("18.00"),
                        "agent",
                        "supervisor",
                        "never delivered",
                        null,
                        null));
    }

    static CancellationCase cancellation(CaseStatus status, @Nullable Awaiting awaiting, @Nullable Instant endedAt) {
        return cancellation(
                status,
                awaiting,
                endedAt,
                new Refund(Refund.State.APPROVED, cny("22.00"), cny("22.00"), null, null, null, null, null, null));
    }

    private static CancellationCase cancellation(
            CaseStatus status, @Nullable Awaiting awaiting, @Nullable Instant endedAt, Refund refund) {
        Instant declaredAt = Instant.parse("2017-05-14T02:00:00Z");
        return new CancellationCase(
                NUMBER,
                "main",
                new Request(
                        ID,
                        "cust-7",
                        ReasonCode.TOO_EXPENSIVE,
                        EffectiveMode.IMMEDIATE,
                        null,
                        declaredAt,
                        LocalDate.parse("2017-05-14"),
                        ZoneId.of("Asia/Shanghai"),
                        "API",
                        "en",
                        declaredAt,
                        "shop",
                        false,
                        null),
                status,
                awaiting,
                new Identity(Identity.State.VERIFIED, IdentityMethod.ATTESTED, null, declaredAt, null),
                RenewalState.ON_HOLD,
                quote(null).terms(),
                new Offer(Offer.Kind.DISCOUNT, 20, 3, "offer#1", Offer.State.OPEN, declaredAt, null),
                refund,
                null,
                null,
                endedAt,
                null,
                List.of());
    }
}
