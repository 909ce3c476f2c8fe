package io.fairwell.notification;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.QuoteTerms;
import io.fairwell.delivery.AfterCommit;
import io.fairwell.notification.OutboxMessage.Channel;
import io.fairwell.notification.OutboxMessage.Status;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.terms.CaseStatements;
import io.fairwell.terms.Quote;
import io.fairwell.terms.Quotes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes to customers. A letter is stored with the change it tells of and delivered afterwards. */
@Service
public class Letters {

    /** How long a one-time code is valid. */
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

    private final CancellationCases cases;
    private final CaseFiles files;
    private final Subscriptions subscriptions;
    private final Quotes quotes;
    private final CaseStatements statements;
    private final CaseLinks links;
    private final LetterComposer composer;
    private final LetterTemplates templates;
    private final Outbox outbox;
    private final OutboxWorker worker;
    private final Clock clock;

    Letters(
            CancellationCases cases,
            CaseFiles files,
            Subscriptions subscriptions,
            Quotes quotes,
            CaseStatements statements,
            CaseLinks links,
            LetterComposer composer,
            LetterTemplates templates,
            Outbox outbox,
            OutboxWorker worker,
            Clock clock) {
        this.cases = cases;
        this.files = files;
        this.subscriptions = subscriptions;
        this.quotes = quotes;
        this.statements = statements;
        this.links = links;
        this.composer = composer;
        this.templates = templates;
        this.outbox = outbox;
        this.worker = worker;
        this.clock = clock;
    }

    /**
     * Writes to the customer of a case, in the case's language, by mail or else by SMS. A customer who cannot be reached
     * does not make it fail: the letter is then parked.
     *
     * @param step what in the case's course causes the letter; repeating a step with the same kind does nothing
     * @param facts what the case itself does not know, by kind; see {@link LetterKind}
     * @throws IllegalArgumentException when a fact that this kind needs is missing
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(CaseNumber number, LetterKind kind, String step, Map<String, String> facts) {
        if (outbox.contains(number.value(), kind, step)) {
            return;
        }
        CancellationCase cancellation = cases.get(number);
        Contact contact = files.get(number).contact();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<CancellationCase> newer = newer(cancellation, kind);
        LetterContext context = new LetterContext(
                cancellation,
                subscriptions.get(
                        cancellation.tenantId(), cancellation.request().subscriptionId()),
                quote(cancellation),
                statements.decided(cancellation).orElse(null),
                contact,
                facts,
                cases.timeline(number),
                newer.orElse(null),
                links.url(newer.map(CancellationCase::number).orElse(number)),
                now);
        outbox.add(message(context, kind, Recipient.of(contact)), step);
        AfterCommit.run(worker::wake);
    }

    private @Nullable Quote quote(CancellationCase cancellation) {
        QuoteTerms known = cancellation.quote();
        return known == null
                ? null
                : quotes.get(cancellation.tenantId(), known.quoteId()).orElse(null);
    }

    /** The request that took the place of this one, where that is what the letter is about. */
    private Optional<CancellationCase> newer(CancellationCase cancellation, LetterKind kind) {
        return Optional.ofNullable(cancellation.supersededBy())
                .filter(number -> kind == LetterKind.SUPERSEDED)
                .flatMap(cases::find);
    }

    private OutboxMessage message(LetterContext context, LetterKind kind, Optional<Recipient> recipient) {
        Letter letter = composer.compose(context, kind);
        Channel channel = recipient.map(Recipient::channel).orElse(Channel.EMAIL);
        boolean mail = channel == Channel.EMAIL;
        return new OutboxMessage(
                0,
                context.cancellation().tenantId(),
                context.cancellation().number().value(),
                kind,
                channel,
                recipient.map(Recipient::address).orElse(null),
                letter.language(),
                letter.subject(),
                mail ? templates.html(letter) : "",
                mail ? templates.text(letter) : letter.shortText(),
                "<" + UUID.randomUUID() + "@fairwell>",
                recipient.isPresent() ? Status.PENDING : Status.PARKED,
                0,
                kind == LetterKind.CODE ? context.now().plus(CODE_LIFETIME) : null,
                recipient.isPresent() ? null : "NO_CONTACT",
                context.now(),
                context.now(),
                null);
    }
}
