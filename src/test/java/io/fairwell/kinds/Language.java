package io.fairwell.kinds;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The two languages customers are written in. */
enum Language {
    ENGLISH("en"),
    CHINESE("zh-CN");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    String tag() {
        return tag;
    }

    String say(String english, String chinese) {
        return this == ENGLISH ? english : chinese;
    }

    /** @param amount without separators, as in JSON */
    String money(String amount) {
        String grouped = String.format(Locale.ENGLISH, "%,.2f", new BigDecimal(amount));
        return say("CNY " + grouped, "人民币 " + grouped + " 元");
    }

    String date(String day) {
        return DateTimeFormatter.ofPattern(say("d MMMM yyyy", "yyyy年M月d日"), Locale.ENGLISH)
                .format(LocalDate.parse(day));
    }

    String midnight(String day) {
        return say(date(day) + ", 00:00", date(day) + " 00:00");
    }
}
