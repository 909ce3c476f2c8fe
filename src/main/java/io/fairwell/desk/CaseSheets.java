package io.fairwell.desk;

import io.fairwell.cancellation.Awaiting;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseFile;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseMessage;
import io.fairwell.desk.CaseSheet.DecisionLine;
import io.fairwell.desk.CaseSheet.DocumentLink;
import io.fairwell.desk.CaseSheet.EventLine;
import io.fairwell.desk.CaseSheet.LetterLine;
import io.fairwell.desk.CaseSheet.MessageLine;
import io.fairwell.dispute.Disputes;
import io.fairwell.notification.LetterLog;
import io.fairwell.privacy.Retention;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.terms.CaseDecisions;
import io.fairwell.terms.CaseStatements;
import io.fairwell.terms.QuoteTexts;
import io.fairwell.terms.Quotes;
import io.fairwell.terms.RefundStatement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what the modules know of a case. */
@Component
class CaseSheets {

    private final CancellationCases cases;
    private final CaseFiles files;
    private final Subscriptions subscriptions;
    private final Quotes quotes;
    private final QuoteTexts quoteTexts;
    private final CaseStatements statements;
    private final CaseDecisions decisions;
    private final LetterLog letters;
    private final Disputes disputes;
    private final Retention retention;
    private final Clock clock;

    CaseSheets(
            CancellationCases cases,
            CaseFiles files,
            Subscriptions subscriptions,
            Quotes quotes,
            QuoteTexts quoteTexts,
            CaseStatements statements,
            CaseDecisions decisions,
            LetterLog letters,
            Disputes disputes,
            Retention retention,
            Clock clock) {
        this.cases = cases;
        this.files = files;
        this.subscriptions = subscriptions;
        this.quotes = quotes;
        this.quoteTexts = quoteTexts;
        this.statements = statements;
        this.decisions = decisions;
        this.letters = letters;
        this.disputes = disputes;
        this.retention = retention;
        this.clock = clock;
    }

    CaseSheet of(CancellationCase shown, Words words, boolean mayStop) {
        boolean hidden = retention.isHidden(shown.number());
        CaseFile file = hidden ? CaseFile.EMPTY : files.get(shown.number());
        CaseSections sections = new CaseSections(shown, words, hidden);
        List<CaseMessage> messages = hidden ? List.of() : files.messages(shown.number());
        List<CaseEvent> timeline = cases.timeline(shown.number());
        Awaiting awaiting = shown.awaiting();
        return new CaseSheet(
                shown.number().value(),
                words.name(shown.status()),
                Tone.of(shown),
                awaiting == null ? null : awaited(awaiting, words),
                awaiting == null || awaiting.until() == null ? null : words.time(awaiting.until()),
                isOverdue(awaiting),
                age(shown, words),
                words.zone().getId(),
                List.of(sections.request(file), sections.customer(file), sections.identity()),
                agreement(shown, words, hidden),
                documents(messages, words),
                statement(shown, statements.proposed(shown), words).orElse(null),
                replaced(shown, words),
                statementBefore(shown, words).orElse(null),
                outcome(shown, sections, timeline, words, hidden),
                decisions.all(shown.number()).stream().map(DecisionLine::of).toList(),
                messages.stream().map(message -> line(message, words)).toList(),
                letters.of(shown.number()).stream()
                        .map(letter -> line(letter, words))
                        .toList(),
                timeline(timeline, words),
                shown.supersededBy() == null ? null : shown.supersededBy().value(),
                shown.request().supersedes(),
                mayStop && shown.status().isUndoable());
    }

    private List<Section> outcome(
            CancellationCase shown, CaseSections sections, List<CaseEvent> timeline, Words words, boolean hidden) {
        List<Section> outcome = new ArrayList<>(List.of(sections.refund(timeline), sections.offer()));
        outcome.addAll(DisputeSections.forSupport(disputes, words, hidden).of(shown.number()));
        return List.copyOf(outcome);
    }

    static String awaited(Awaiting awaiting, Words words) {
        return words.text("awaited", words.name(awaiting.who()), words.name(awaiting.what()));
    }

    boolean isOverdue(@Nullable Awaiting awaiting) {
        return awaiting != null && awaiting.until() != null && awaiting.until().isBefore(clock.instant());
    }

    /** Time from the declaration until now, or until the case ended. */
    String age(CancellationCase shown, Words words) {
        Instant end = shown.endedAt() == null ? clock.instant() : shown.endedAt();
        return words.age(Duration.between(shown.request().declaredAt(), end));
    }

    private Section agreement(CancellationCase shown, Words words, boolean hidden) {
        String id = shown.request().subscriptionId();
        return subscriptions
                .find(shown.tenantId(), id)
                .map(found -> AgreementSection.of(found, shown.renewal(), words, hidden))
                .orElseGet(() -> AgreementSection.unknown(id, words));
    }

    /** As the customer is told: what is only proposed is not shown. */
    Optional<StatementView> decidedStatement(CancellationCase shown, Words words) {
        return statement(shown, statements.decided(shown), words);
    }

    private @Nullable StatementView replaced(CancellationCase shown, Words words) {
        Optional<RefundStatement> quoted = statements.quoted(shown);
        return quoted.equals(statements.proposed(shown))
                ? null
                : statement(shown, quoted, words).orElse(null);
    }

    private Optional<StatementView> statement(
            CancellationCase shown, Optional<RefundStatement> statement, Words words) {
        return Optional.ofNullable(shown.quote())
                .flatMap(quote -> quotes.get(shown.tenantId(), quote.quoteId()))
                .map(quote -> StatementView.of(
                        quote, statement.orElseGet(quote::statement), shown.request(), quoteTexts, words));
    }

    /** What the customer was shown before their own use made the refund smaller. */
    Optional<StatementView> statementBefore(CancellationCase shown, Words words) {
        return quotes.shownBefore(shown)
                .map(quote -> StatementView.of(quote, quote.statement(), shown.request(), quoteTexts, words));
    }

    private static List<DocumentLink> documents(List<CaseMessage> messages, Words words) {
        return messages.stream()
                .filter(message -> message.direction() == CaseMessage.Direction.FROM_CUSTOMER)
                .flatMap(message -> Optional.ofNullable(document(message, words)).stream())
                .toList();
    }

    private static @Nullable DocumentLink document(CaseMessage message, Words words) {
        return message.fileName() == null
                ? null
                : new DocumentLink(message.id(), message.fileName(), words.time(message.at()));
    }

    private static MessageLine line(CaseMessage message, Words words) {
        return new MessageLine(
                words.name(message.direction()),
                message.direction().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                words.actor(message.by()),
                words.time(message.at()),
                message.text(),
                document(message, words));
    }

    private static LetterLine line(LetterLog.Entry letter, Words words) {
        Instant at = letter.sentAt() == null ? letter.createdAt() : letter.sentAt();
        return new LetterLine(
                words.name(letter.kind()),
                words.text("letter.channel." + letter.channel()),
                words.text("letter.state." + letter.status()),
                letter.status().equals("PARKED"),
                letter.error() == null ? "" : letter.error(),
                words.time(at));
    }

    private static List<EventLine> timeline(List<CaseEvent> timeline, Words words) {
        return timeline.stream()
                .map(event -> new EventLine(
                        words.name(event.kind()),
                        words.actor(event.by()),
                        words.time(event.at()),
                        EventDetails.of(event, words)))
                .toList();
    }
}
