package io.fairwell.notification;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.Awaiting;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Identity;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.QuoteTerms;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.Rejection;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.cancellation.Request;
import io.fairwell.subscription.Channel;
import io.fairwell.subscription.PaymentRoute;
import io.fairwell.subscription.PointsState;
import io.fairwell.subscription.Subscription;
import io.fairwell.terms.Basis;
import io.fairwell.terms.Eta;
import io.fairwell.terms.Formula;
import io.fairwell.terms.Impact;
import io.fairwell.terms.ImpactKind;
import io.fairwell.terms.LineKind;
import io.fairwell.terms.NextCharge;
import io.fairwell.terms.Quote;
import io.fairwell.terms.QuoteTexts;
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

/** One shop membership and its case, in whatever state a letter is about. */
final class Samples {

    static final CaseNumber NUMBER = number("FW-20260310-7K3M9");
    static final CaseNumber NEWER = number("FW-20260312-4Q2D8");
    static final Instant DECLARED = Instant.parse("2026-03-10T09:00:00Z");
    static final Instant UNTIL = Instant.parse("2026-03-17T16:30:00Z");
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final String LINK = "https://fairwell.example/my/token";

    /** The quote has become better once. */
    static final List<CaseEvent> TIMELINE = List.of(new CaseEvent(
            CaseEvent.Kind.QUOTE_CHANGED,
            Actor.SYSTEM,
            DECLARED,
            Map.of("refund", "CNY 22.00", "before", "CNY 18.50")));

    private Samples() {}

    private static CaseNumber number(String start) {
        return "123456789ABCDEFGHJKMNPQRSTVWXYZ"
                .chars()
                .mapToObj(last -> CaseNumber.parse(start + (char) last))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    static Money cny(String amount) {
        return Money.parse("CNY " + amount);
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
                ZONE,
                Channel.DIRECT,
                PaymentRoute.CARD,
                true,
                Period.ofYears(1),
                cny("108.00"),
                cny("108.00"),
                LocalDate.of(2025, 11, 15),
                LocalDate.of(2025, 11, 15),
                LocalDate.of(2026, 11, 15),
                true,
                cny("0.00"),
                0,
                0,
                List.of("family-1", "family-2"),
                1,
                false,
                Contact.NONE,
                null,
                null,
                null,
                RenewalState.ON_HOLD,
                PointsState.USABLE,
                null);
    }

    static Quote quote() {
        return quote("HERE");
    }

    static Quote quote(String where) {
        return quote(where, null, List.of(new Impact(ImpactKind.DEVICES_UNBOUND, Map.of())), statement());
    }

    static Quote quote(String where, @Nullable NextCharge nextCharge, List<Impact> impact, RefundStatement statement) {
        return new Quote(
                "q-1",
                "hash",
                "main",
                "sub-1",
                DECLARED,
                UNTIL,
                LocalDate.of(2026, 3, 10),
                LocalDate.of(2026, 3, 20),
                false,
                Basis.TERMS,
                where,
                nextCharge,
                impact,
                statement,
                List.of(),
                null,
                null);
    }

    static RefundStatement statement() {
        return new RefundStatement(
                "MONTHS",
                List.of(
                        new StatementLine(
                                LineKind.BASE,
                                cny("72.00"),
                                new Formula("months", List.of()),
                                "terms#retail-annual",
                                3,
                                "CN-PREPAID"),
                        new StatementLine(
                                LineKind.FIXED_FEE,
                                cny("-50.00"),
                                new Formula("fixed", List.of()),
                                "terms#retail-annual",
                                3,
                                "")),
                cny("22.00"),
                PaymentRoute.CARD,
                new Eta(LocalDate.of(2026, 3, 23), LocalDate.of(2026, 3, 25)));
    }

    static Request request(String locale, boolean draft) {
        return new Request(
                "sub-1",
                "cust-7",
                null,
                EffectiveMode.PERIOD_END,
                null,
                DECLARED,
                LocalDate.of(2026, 3, 10),
                ZONE,
                "WEB",
                locale,
                draft ? null : DECLARED,
                "shop",
                false,
                null);
    }

    static CancellationCase aCase(
            CaseStatus status, Request request, Refund refund, @Nullable Offer offer, String where) {
        return aCase(status, request, refund, offer, quote(where).terms(), null);
    }

    static CancellationCase aCase(
            CaseStatus status,
            Request request,
            Refund refund,
            @Nullable Offer offer,
            QuoteTerms quote,
            @Nullable CaseNumber supersededBy) {
        return new CancellationCase(
                NUMBER,
                "main",
                request,
                status,
                new Awaiting(Awaiting.Who.CUSTOMER, Awaiting.What.CONFIRM, UNTIL),
                new Identity(Identity.State.VERIFIED, IdentityMethod.ATTESTED, Actor.client("shop"), DECLARED, null),
                renewal(status),
                quote,
                offer,
                refund,
                status == CaseStatus.REJECTED
                        ? new Rejection(Rejection.Cause.NOTHING_TO_CANCEL, "Terms, section 4")
                        : null,
                Instant.parse("2026-03-19T16:00:00Z"),
                null,
                supersededBy,
                List.of());
    }

    private static RenewalState renewal(CaseStatus status) {
        return switch (status) {
            case COMPLETED -> RenewalState.OFF;
            case RETAINED, WITHDRAWN, REJECTED -> RenewalState.ON;
            default -> RenewalState.ON_HOLD;
        };
    }

    static Refund refund(Refund.State state) {
        return new Refund(state, cny("22.00"), cny("22.00"), null, null, null, null, null, null);
    }

    static Offer offer() {
        return new Offer(Offer.Kind.DISCOUNT, 20, 2, "offer#1", Offer.State.OPEN, DECLARED, UNTIL);
    }

    /** A case as it is when this kind of letter is written. */
    static LetterContext context(LetterKind kind, String locale) {
        boolean elsewhere = kind == LetterKind.CUSTOMER_ACTION || kind == LetterKind.CUSTOMER_ACTION_REMINDER;
        boolean draft = kind == LetterKind.LAPSED || kind == LetterKind.CONFIRMATION_REMINDER;
        CancellationCase cancellation = aCase(
                status(kind),
                request(locale, draft),
                refund(kind),
                kind == LetterKind.RETAINED || kind == LetterKind.OFFER || kind == LetterKind.RECEIPT ? offer() : null,
                quote(elsewhere ? "STORE" : "HERE").terms(),
                kind == LetterKind.SUPERSEDED ? NEWER : null);
        return context(cancellation, facts(kind), new Contact("li@example.org", null, "李雷"));
    }

    static LetterContext context(CancellationCase cancellation, Map<String, String> facts, Contact contact) {
        return context(cancellation, quote(), facts, contact);
    }

    static LetterContext context(
            CancellationCase cancellation, Quote quote, Map<String, String> facts, Contact contact) {
        return new LetterContext(
                cancellation, subscription(), quote, quote.statement(), contact, facts, TIMELINE, null, LINK, DECLARED);
    }

    static Map<String, String> facts(LetterKind kind) {
        return switch (kind) {
            case CODE -> Map.of("code", "493817");
            case INFORMATION_REQUEST -> Map.of("question", "Which order is it about?");
            case CUSTOMER_ACTION, CUSTOMER_ACTION_REMINDER -> Map.of("where", "STORE", "checks", "3,7");
            case RETURN_INSTRUCTIONS, RETURN_REMINDER ->
                Map.of("address", "Returns\n1 Harbour Road", "until", UNTIL.toString());
            case DISPUTE_RECEIVED ->
                Map.of(
                        "about", "CHARGE",
                        "claimed", "CNY 9.00",
                        "chargedOn", "2026-03-01",
                        "until", UNTIL.toString());
            case DISPUTE_ANSWERED ->
                Map.of(
                        "about", "REFUND",
                        "claimed", "CNY 20.00",
                        "outcome", "PARTLY",
                        "granted", "CNY 12.50",
                        "payment", "PAID",
                        "paidBy", "2026-03-17",
                        "answerReason", "5 days were used",
                        "authority", "12315");
            default -> Map.of();
        };
    }

    private static CaseStatus status(LetterKind kind) {
        return switch (kind) {
            case RECEIPT -> CaseStatus.RECEIVED;
            case CODE, INFORMATION_REQUEST, INFORMATION_REMINDER -> CaseStatus.VERIFYING;
            case OFFER -> CaseStatus.QUOTED;
            case CONFIRMATION_REQUEST, CONFIRMATION_REMINDER -> CaseStatus.AWAITING_CONFIRMATION;
            case QUOTE_CHANGED -> CaseStatus.QUOTED;
            case SCHEDULED, EFFECTIVE_REMINDER, RIGHTS_TRANSFER -> CaseStatus.SCHEDULED;
            case CUSTOMER_ACTION, CUSTOMER_ACTION_REMINDER -> CaseStatus.CUSTOMER_ACTION_NEEDED;
            case RETURN_INSTRUCTIONS, RETURN_REMINDER, MEMBERS_NOTICE -> CaseStatus.EXECUTING;
            case COMPLETED, DISPUTE_RECEIVED, DISPUTE_ANSWERED -> CaseStatus.COMPLETED;
            case RETAINED -> CaseStatus.RETAINED;
            case WITHDRAWN, LAPSED, SUPERSEDED -> CaseStatus.WITHDRAWN;
            case REJECTED -> CaseStatus.REJECTED;
        };
    }

    private static Refund refund(LetterKind kind) {
        return switch (kind) {
            case COMPLETED -> refund(Refund.State.PAID);
            case CONFIRMATION_REQUEST ->
                new Refund(
                        Refund.State.APPROVED,
                        cny("22.00"),
                        cny("10.00"),
                        null,
                        "agent",
                        null,
                        "two deliveries were missed",
                        null,
                        null);
            default -> refund(Refund.State.APPROVED);
        };
    }

    /** Words for quotes that stand for the real ones. */
    static QuoteTexts quoteTexts() {
        QuoteTexts texts = mock(QuoteTexts.class);
        when(texts.formula(any(), any()))
                .thenAnswer(call -> "formula <" + call.<Formula>getArgument(0).key() + ">");
        when(texts.impact(any(), any()))
                .thenAnswer(call -> "impact " + call.<Impact>getArgument(0).kind());
        when(texts.lines(any(), any())).thenCallRealMethod();
        when(texts.line(any(), any())).thenAnswer(call -> "line " + call.getArgument(0));
        when(texts.legalBasis(any(), any())).thenAnswer(call -> "law " + call.getArgument(0));
        return texts;
    }
}
