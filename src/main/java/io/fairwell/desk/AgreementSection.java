package io.fairwell.desk;

import io.fairwell.cancellation.RenewalState;
import io.fairwell.subscription.Subscription;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the customer has. */
final class AgreementSection {

    private AgreementSection() {}

    static Section unknown(String subscriptionId, Words words) {
        return Section.titled("agreement", words)
                .fact("subscriptionId", subscriptionId)
                .fact("plan", words.text("agreement.unknown"))
                .done();
    }

    /**
     * @param renewal as the case sees it: the store may hear of a change a moment later
     * @param hidden whether what is personal is kept for the law alone
     */
    static Section of(Subscription subscription, RenewalState renewal, Words words, boolean hidden) {
        return Section.titled("agreement", words)
                .fact("plan", planName(subscription, words.locale()) + " (" + subscription.planId() + ")")
                .fact("subscriptionId", subscription.id())
                .fact("terms", subscription.terms())
                .fact("jurisdiction", subscription.jurisdiction())
                .fact("term", term(subscription, words))
                .fact("price", price(subscription, words))
                .fact("paid", paid(subscription, words))
                .fact("renewal", words.name(renewal))
                .fact("used", words.yesNo(subscription.used()))
                .fact("benefits", words.money(subscription.benefitsEnjoyed()))
                .fact("points", words.text("points", subscription.points(), words.name(subscription.pointsState())))
                .factIf(subscription.coupons() > 0, "coupons", Integer.toString(subscription.coupons()))
                .fact("devices", Integer.toString(subscription.devices()))
                .factIf(!hidden, "subAccounts", String.join(", ", subscription.subAccounts()))
                .factIf(subscription.installmentsOutstanding(), "installments", words.text("yes"))
                .fact("route", words.name(subscription.paymentRoute()))
                .factIf(!hidden && subscription.cardMask() != null, "card", subscription.cardMask())
                .fact("bought", words.name(subscription.channel()))
                .factIf(subscription.isEnded(), "endedOn", date(subscription.endedOn(), words))
                .done();
    }

    /** The plan's name in this language, in English, or its id. */
    static String planName(Subscription subscription, Locale locale) {
        return Optional.ofNullable(subscription.planName().get(locale.toLanguageTag()))
                .or(() -> Optional.ofNullable(subscription.planName().get("en")))
                .orElse(subscription.planId());
    }

    private static String term(Subscription subscription, Words words) {
        LocalDate end = subscription.termEnd();
        String start = words.date(subscription.termStart());
        return end == null ? words.text("term.lifetime", start) : words.text("term", start, words.date(end));
    }

    private static String price(Subscription subscription, Words words) {
        String price = words.money(subscription.price());
        return subscription.billingPeriod() == null
                ? price
                : words.text("price.per", price, PeriodTexts.of(subscription.billingPeriod(), words));
    }

    private static String paid(Subscription subscription, Words words) {
        String paid = words.money(subscription.paid());
        LocalDate on = subscription.paidOn();
        return on == null ? paid : words.text("paid.on", paid, words.date(on));
    }

    private static @Nullable String date(@Nullable LocalDate date, Words words) {
        return date == null ? null : words.date(date);
    }
}
