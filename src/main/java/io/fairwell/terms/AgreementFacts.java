package io.fairwell.terms;

import io.fairwell.subscription.Subscription;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the dates and amounts of a quote rest on, as it was when the quote was made; no personal data. The words are those
 * of {@link Subscription}.
 */
public record AgreementFacts(
        ZoneId timeZone,
        boolean autoRenew,
        @Nullable Period billingPeriod,
        Money price,
        Money paid,
        @Nullable LocalDate paidOn,
        LocalDate termStart,
        @Nullable LocalDate termEnd,
        boolean used,
        Money benefitsEnjoyed,
        @Nullable LocalDate endedOn) {

    static AgreementFacts of(Subscription subscription) {
        return new AgreementFacts(
                subscription.timeZone(),
                subscription.autoRenew(),
                subscription.billingPeriod(),
                subscription.price(),
                subscription.paid(),
                subscription.paidOn(),
                subscription.termStart(),
                subscription.termEnd(),
                subscription.used(),
                subscription.benefitsEnjoyed(),
                subscription.endedOn());
    }

    /** These facts with what the customer has used and enjoyed by now: their own doing, and nothing else of it. */
    AgreementFacts withUseOf(Subscription now) {
        return new AgreementFacts(
                timeZone,
                autoRenew,
                billingPeriod,
                price,
                paid,
                paidOn,
                termStart,
                termEnd,
                now.used(),
                now.benefitsEnjoyed(),
                endedOn);
    }

    /** These facts with a payment that starts no cooling-off period. */
    AgreementFacts withoutPaymentDate() {
        return new AgreementFacts(
                timeZone,
                autoRenew,
                billingPeriod,
                price,
                paid,
                null,
                termStart,
                termEnd,
                used,
                benefitsEnjoyed,
                endedOn);
    }

    /** That agreement as it would be if these were its facts. */
    Subscription in(Subscription agreement) {
        return new Subscription(
                agreement.tenantId(),
                agreement.id(),
                agreement.customerId(),
                agreement.planId(),
                agreement.planName(),
                agreement.terms(),
                agreement.jurisdiction(),
                timeZone,
                agreement.channel(),
                agreement.paymentRoute(),
                autoRenew,
                billingPeriod,
                price,
                paid,
                paidOn,
                termStart,
                termEnd,
                used,
                benefitsEnjoyed,
                agreement.points(),
                agreement.coupons(),
                agreement.subAccounts(),
                agreement.devices(),
                agreement.installmentsOutstanding(),
                agreement.contact(),
                agreement.cardMask(),
                agreement.paymentReference(),
                agreement.mandateReference(),
                agreement.renewal(),
                agreement.pointsState(),
                endedOn);
    }
}
