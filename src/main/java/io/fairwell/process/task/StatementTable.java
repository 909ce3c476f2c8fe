package io.fairwell.process.task;

import io.fairwell.terms.Eta;
import io.fairwell.terms.QuoteTexts;
import io.fairwell.terms.RefundStatement;
import io.fairwell.terms.WrittenLine;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * A refund statement for the forms: one table in Markdown, in both languages at once, because a form cannot know the
 * reader's.
 */
@Component
class StatementTable {

    /** The engine's column for text; a longer statement would make the task fail. */
    private static final int LONGEST = 4000;

    private static final String HEAD = """
            | Amount · 金额 | Item · 项目 |
            | --: | :-- |
            """;

    private static final String TOO_LONG = "See the statement on the case page · 明细请见案件页面";

    private final QuoteTexts texts;

    StatementTable(QuoteTexts texts) {
        this.texts = texts;
    }

    String of(RefundStatement statement) {
        StringBuilder table = new StringBuilder(HEAD);
        List<WrittenLine> english = texts.lines(statement, Locale.ENGLISH);
        List<WrittenLine> chinese = texts.lines(statement, Locale.SIMPLIFIED_CHINESE);
        for (int i = 0; i < english.size(); i++) {
            append(table, english.get(i), chinese.get(i));
        }
        String end = end(statement);
        return table.length() + end.length() > LONGEST ? TOO_LONG + "\n" + end : table + end;
    }

    /** Two columns, amounts first: Tasklist does not wrap what is in a table, and on a narrow screen hides its end. */
    private static void append(StringBuilder table, WrittenLine english, WrittenLine chinese) {
        String version = english.version() == 0 ? "" : ", version " + english.version() + " · 版本 " + english.version();
        row(
                table,
                english.amount().toString(),
                lines(
                        "**" + both(english.name(), chinese.name()) + "**",
                        english.formula(),
                        chinese.formula(),
                        "Rule · 规则: " + english.rule() + version,
                        "Legal basis · 法律依据:",
                        english.legalBasis(),
                        chinese.legalBasis()));
    }

    /** One below the other; what is the same in both languages is said once. */
    private static String lines(String... lines) {
        return Stream.of(lines).filter(line -> !line.isEmpty()).distinct().collect(Collectors.joining("<br>"));
    }

    private String end(RefundStatement statement) {
        StringBuilder end = new StringBuilder();
        row(end, "**" + statement.refund() + "**", "**Total · 合计**");
        if (!statement.refund().isZero()) {
            end.append("\nPaid back by · 退回渠道: ")
                    .append(both(
                            texts.route(statement.route(), Locale.ENGLISH),
                            texts.route(statement.route(), Locale.SIMPLIFIED_CHINESE)));
            Eta eta = statement.eta();
            if (eta != null) {
                end.append("\nExpected with the customer · 预计到账: ").append(eta.from());
                end.append(eta.from().equals(eta.to()) ? "" : " – " + eta.to());
            }
        }
        return end.toString();
    }

    private static void row(StringBuilder table, String... cells) {
        for (String cell : cells) {
            table.append("| ").append(cell.replace("|", "\\|")).append(' ');
        }
        table.append("|\n");
    }

    private static String both(String english, String chinese) {
        return english.equals(chinese) ? english : english + " · " + chinese;
    }
}
