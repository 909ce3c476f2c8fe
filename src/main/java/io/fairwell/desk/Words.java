package io.fairwell.desk;

import io.fairwell.cancellation.Actor;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import org.joda.money.Money;
import org.springframework.context.MessageSource;

/** Texts, dates and amounts in one language; instants are told as local times in {@code zone}. */
record Words(MessageSource texts, Locale locale, ZoneId zone) {

    private static final long HOURS_TOLD_AS_HOURS = 48;

    /** For the {@code lang} attribute. */
    public String lang() {
        return locale.toLanguageTag();
    }

    /** @throws org.springframework.context.NoSuchMessageException when there is no such text */
    public String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, locale);
    }

    public String textOr(String key, String otherwise) {
        String found = texts.getMessage(key, null, null, locale);
        return found == null ? otherwise : found;
    }

    /** The name of an enum constant, found under for example {@code Refund.State.PAID}. */
    public String name(Enum<?> value) {
        return text(key(value));
    }

    static String key(Enum<?> value) {
        Class<?> type = value.getDeclaringClass();
        String name = type.getName().substring(type.getPackageName().length() + 1);
        return name.replace('$', '.') + '.' + value.name();
    }

    public String date(LocalDate date) {
        return date.format(DateTimeFormatter.ofLocalizedDate(dateStyle()).withLocale(locale));
    }

    public String time(Instant instant) {
        return instant.atZone(zone)
                .format(DateTimeFormatter.ofLocalizedDateTime(dateStyle(), FormatStyle.SHORT)
                        .withLocale(locale));
    }

    /** The medium style of Chinese is digits with slashes or dashes, depending on the JDK; the long one is plain. */
    private FormatStyle dateStyle() {
        return Locale.CHINESE.getLanguage().equals(locale.getLanguage()) ? FormatStyle.LONG : FormatStyle.MEDIUM;
    }

    public String money(Money amount) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(amount.getCurrencyUnit().getCode()));
        format.setMinimumFractionDigits(amount.getCurrencyUnit().getDecimalPlaces());
        format.setMaximumFractionDigits(amount.getCurrencyUnit().getDecimalPlaces());
        return format.format(amount.getAmount());
    }

    public String age(Duration age) {
        if (age.toHours() < 1) {
            return text("age.minutes", Math.max(age.toMinutes(), 0));
        }
        return age.toHours() < HOURS_TOLD_AS_HOURS ? text("age.hours", age.toHours()) : text("age.days", age.toDays());
    }

    public String yesNo(boolean value) {
        return text(value ? "yes" : "no");
    }

    /** Customers are named by their kind only: their number stands in the case already. */
    public String actor(Actor actor) {
        return actor.kind() == Actor.Kind.CUSTOMER || actor.equals(Actor.SYSTEM)
                ? name(actor.kind())
                : name(actor.kind()) + " · " + actor.id();
    }
}
