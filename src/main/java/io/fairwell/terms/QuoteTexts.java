package io.fairwell.terms;

import io.fairwell.subscription.PaymentRoute;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/**
 * Quotes in words, English or simplified Chinese; any Chinese locale gets Chinese, every other one English. A code that
 * an analyst has added to a decision table and that has no words yet is shown as it is.
 */
@Component
public class QuoteTexts {

    private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

    QuoteTexts() {
        messages.setBasename("messages/terms");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
    }

    public String formula(Formula formula, Locale locale) {
        String text = text("formula." + formula.key(), formula.key(), locale);
        for (int i = 0; i < formula.arguments().size(); i++) {
            text = text.replace("{" + i + "}", formula.arguments().get(i));
        }
        return text;
    }

    public String impact(Impact impact, Locale locale) {
        Map<String, String> facts = impact.facts();
        String text =
                text("impact." + impact.kind() + variant(facts), impact.kind().name(), locale);
        text = text.replace("{amount} {currency}", money(facts, locale));
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            text = text.replace("{" + fact.getKey() + "}", value(fact.getKey(), fact.getValue(), locale));
        }
        return text;
    }

    /** Some impacts are worded differently by kind of end or by number. */
    private static String variant(Map<String, String> facts) {
        if (facts.containsKey("when")) {
            return "." + facts.get("when");
        }
        boolean one = "1".equals(facts.get("count")) || "1".equals(facts.get("cycles"));
        return one ? ".one" : "";
    }

    /** As amounts are written in the letters. */
    private String money(Map<String, String> facts, Locale locale) {
        String key = "CNY".equals(facts.get("currency")) ? "money.CNY" : "money.other";
        return text(key, "{amount} {currency}", locale);
    }

    private String value(String name, String fact, Locale locale) {
        return switch (name) {
            case "date" ->
                LocalDate.parse(fact)
                        .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                .withLocale(isChinese(locale) ? Locale.SIMPLIFIED_CHINESE : Locale.UK));
            case "where" -> where(fact, locale);
            default -> fact;
        };
    }

    /** The one place where statements are put into words. */
    public List<WrittenLine> lines(RefundStatement statement, Locale locale) {
        return statement.lines().stream()
                .map(line -> new WrittenLine(
                        line.kind(),
                        line(line.kind(), locale),
                        line.amount(),
                        formula(line.formula(), locale),
                        line.rule(),
                        line.version(),
                        line.legalBasis().isBlank() ? "" : legalBasis(line.legalBasis(), locale)))
                .toList();
    }

    public String legalBasis(String code, Locale locale) {
        return text("legal." + code, code, locale);
    }

    public String method(String method, Locale locale) {
        return text("method." + method, method, locale);
    }

    public String route(PaymentRoute route, Locale locale) {
        return text("route." + route, route.name(), locale);
    }

    /** @param where HERE, PARTNER, RESELLER or STORE */
    public String where(String where, Locale locale) {
        return text("where." + where, where, locale);
    }

    public String basis(Basis basis, Locale locale) {
        return text("basis." + basis, basis.name(), locale);
    }

    public String line(LineKind kind, Locale locale) {
        return text("line." + kind, kind.name(), locale);
    }

    private String text(String key, String otherwise, Locale locale) {
        Locale spoken = isChinese(locale) ? Locale.SIMPLIFIED_CHINESE : Locale.ROOT;
        String text = messages.getMessage(key, null, otherwise, spoken);
        return text == null ? otherwise : text;
    }

    private static boolean isChinese(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    }
}
