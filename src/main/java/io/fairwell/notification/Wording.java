package io.fairwell.notification;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.Money;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The words of letters and of the mailbox in one language. Placeholders are named, as in {@code {plan}}. */
final class Wording {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final ResourceBundleMessageSource MESSAGES = messages();

    private final Locale locale;

    private Wording(Locale locale) {
        this.locale = locale;
    }

    /** Chinese for every kind of Chinese, English for everybody else. */
    static Wording in(Locale wished) {
        return new Wording(wished.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
    }

    private static ResourceBundleMessageSource messages() {
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setBasename("messages/notification");
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        return source;
    }

    Locale locale() {
        return locale;
    }

    String languageTag() {
        return locale.toLanguageTag();
    }

    private boolean isChinese() {
        return locale.getLanguage().equals("zh");
    }

    /** @throws org.springframework.context.NoSuchMessageException when there are no words for it */
    String say(String key) {
        return say(key, Map.of());
    }

    /** @throws IllegalStateException when the words need a value that is not there */
    String say(String key, Map<String, String> values) {
        Matcher placeholders = PLACEHOLDER.matcher(MESSAGES.getMessage(key, null, locale));
        return placeholders.replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalStateException(key + " needs the value " + found.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    String date(LocalDate date) {
        return DateTimeFormatter.ofPattern(isChinese() ? "yyyy年M月d日" : "d MMMM yyyy", locale)
                .format(date);
    }

    /** Names the zone, since the reader may be in another one. */
    String time(Instant instant, ZoneId zone) {
        String pattern = isChinese() ? "yyyy年M月d日 HH:mm" : "d MMMM yyyy, HH:mm";
        String local = DateTimeFormatter.ofPattern(pattern, locale).format(instant.atZone(zone));
        String zoneName = zone.getDisplayName(TextStyle.FULL, locale);
        return isChinese() ? local + "（" + zoneName + "）" : local + " (" + zoneName + ")";
    }

    String money(Money money) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(money.getScale());
        format.setMaximumFractionDigits(money.getScale());
        String amount = format.format(money.getAmount().abs());
        String currency = money.getCurrencyUnit().getCode();
        String words = say(
                "money." + (currency.equals("CNY") ? "CNY" : "other"), Map.of("amount", amount, "currency", currency));
        return money.isNegative() ? "−" + words : words;
    }
}
