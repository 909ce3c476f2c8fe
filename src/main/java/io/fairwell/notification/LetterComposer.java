package io.fairwell.notification;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.Request;
import io.fairwell.notification.Letter.Action;
import io.fairwell.notification.Letter.Block;
import io.fairwell.notification.Letter.Line;
import io.fairwell.notification.Letter.Row;
import io.fairwell.notification.Letter.Statement;
import io.fairwell.terms.ImpactKind;
import io.fairwell.terms.LineKind;
import io.fairwell.terms.Quote;
import io.fairwell.terms.QuoteTexts;
import io.fairwell.terms.RefundStatement;
import io.fairwell.terms.WrittenLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a letter together: who, what, when, how much, and what to do. */
@Component
class LetterComposer {

    /** Letters that tell how the refund was worked out. */
    private static final Set<LetterKind> WITH_STATEMENT = EnumSet.of(
            LetterKind.RECEIPT,
            LetterKind.CONFIRMATION_REQUEST,
            LetterKind.QUOTE_CHANGED,
            LetterKind.SCHEDULED,
            LetterKind.EFFECTIVE_REMINDER,
            LetterKind.CUSTOMER_ACTION,
            LetterKind.RETURN_INSTRUCTIONS,
            LetterKind.RETURN_REMINDER,
            LetterKind.COMPLETED);
    /** Letters that tell what is lost: all but the last of them beforehand. */
    private static final Set<LetterKind> WITH_IMPACT = EnumSet.of(
            LetterKind.RECEIPT,
            LetterKind.CONFIRMATION_REQUEST,
            LetterKind.QUOTE_CHANGED,
            LetterKind.SCHEDULED,
            LetterKind.CUSTOMER_ACTION,
            LetterKind.COMPLETED);
    /** What the written confirmation says in its own words, or what was over before. */
    private static final Set<ImpactKind> SAID_BY_CONFIRMATION = EnumSet.of(
            ImpactKind.ACCESS_ENDS,
            ImpactKind.RENEWAL_OFF,
            ImpactKind.ONE_MORE_CYCLE,
            ImpactKind.CANCEL_ELSEWHERE,
            ImpactKind.RETURN_NEEDED,
            ImpactKind.POINTS_FROZEN,
            ImpactKind.POINTS_USABLE_UNTIL_END,
            ImpactKind.MEMBERS_TOLD,
            ImpactKind.RIGHTS_TO_MOVE);
    /** Letters after which nothing ends. */
    private static final Set<LetterKind> STAYS =
            EnumSet.of(LetterKind.RETAINED, LetterKind.WITHDRAWN, LetterKind.LAPSED, LetterKind.REJECTED);

    private final QuoteTexts quoteTexts;

    LetterComposer(QuoteTexts quoteTexts) {
        this.quoteTexts = quoteTexts;
    }

    Letter compose(LetterContext context, LetterKind kind) {
        Wording words = Wording.in(context.locale());
        Map<String, String> values = LetterValues.of(context, words);
        String prefix = "letter." + kind + ".";
        return new Letter(
                words.languageTag(),
                Texts.oneLine(words.say(prefix + "subject", values)),
                words.say(values.containsKey("name") ? "letter.greeting.name" : "letter.greeting", values),
                new LetterParagraphs(context, kind, words, values).all(),
                facts(context, kind, words, values),
                statement(context, kind, words),
                impact(context, kind, words),
                new Action(words.say(prefix + "action", values), context.link()),
                List.of(words.say("letter.regards"), words.say("letter.signature")),
                words.say("letter.footer", values),
                words.say(prefix + "sms", values));
    }

    private static List<Row> facts(LetterContext context, LetterKind kind, Wording words, Map<String, String> values) {
        CancellationCase cancellation = context.cancellation();
        Request request = cancellation.request();
        List<Row> rows = new ArrayList<>();
        for (String name : List.of("number", "plan", "received")) {
            rows.add(row(name, words, values));
        }
        if (!LocalDate.ofInstant(request.declaredAt(), request.zone()).equals(request.declaredOn())) {
            rows.add(row("countsFrom", words, values));
        }
        rows.add(row("wish", words, values));
        further(kind).stream().filter(values::containsKey).forEach(name -> rows.add(row(name, words, values)));
        if (WITH_STATEMENT.contains(kind) && context.isRefundExpected()) {
            List.of("route", "eta").stream().filter(values::containsKey).forEach(n -> rows.add(row(n, words, values)));
        }
        return List.copyOf(rows);
    }

    private static List<String> further(LetterKind kind) {
        if (kind == LetterKind.SUPERSEDED) {
            return List.of("by", "newLastDay");
        }
        return STAYS.contains(kind) ? List.of("renewal") : List.of("lastDay", "renewal", "refund");
    }

    private static Row row(String name, Wording words, Map<String, String> values) {
        return new Row(words.say("fact." + name), Texts.oneLine(values.getOrDefault(name, "")));
    }

    private @Nullable Statement statement(LetterContext context, LetterKind kind, Wording words) {
        RefundStatement statement = context.statement();
        if (statement == null
                || !WITH_STATEMENT.contains(kind)
                || statement.lines().isEmpty()) {
            return null;
        }
        boolean compensated = statement.lines().stream().anyMatch(line -> line.kind() == LineKind.COMPENSATION);
        return new Statement(
                words.say("statement.title"),
                quoteTexts.lines(statement, words.locale()).stream()
                        .map(line -> line(line, words))
                        .toList(),
                new Row(
                        words.say(compensated ? "statement.total.compensation" : "statement.total"),
                        words.money(statement.refund())));
    }

    private static Line line(WrittenLine line, Wording words) {
        String basis = line.legalBasis();
        String rule = line.version() == 0 ? "statement.rule" : "statement.rule.version";
        return new Line(
                Texts.oneLine(line.name()),
                words.money(line.amount()),
                Texts.oneLine(line.formula()),
                words.say(rule, Map.of("rule", line.rule(), "version", Integer.toString(line.version()))),
                basis.isEmpty() ? "" : Texts.oneLine(words.say("statement.basis", Map.of("basis", basis))));
    }

    private @Nullable Block impact(LetterContext context, LetterKind kind, Wording words) {
        Quote quote = context.quote();
        if (quote == null || !WITH_IMPACT.contains(kind)) {
            return null;
        }
        boolean done = kind == LetterKind.COMPLETED;
        List<String> items = quote.impact().stream()
                .filter(impact -> !done || !SAID_BY_CONFIRMATION.contains(impact.kind()))
                .map(impact -> quoteTexts.impact(impact, words.locale()))
                .toList();
        return items.isEmpty() ? null : new Block(words.say(done ? "impact.title.done" : "impact.title"), items);
    }
}
