package io.fairwell.notification;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseNumbers;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.Declaration;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.Lifecycle;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.cancellation.SubscriptionDirectory;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.terms.CaseDecisions;
import io.fairwell.terms.CaseStatements;
import io.fairwell.terms.QuoteTexts;
import io.fairwell.terms.Quotes;
import io.fairwell.testing.DatabaseTest;
import io.fairwell.testing.MutableClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionTemplate;

/** Letters of real cases in a real outbox; the worker is not started by itself, tests dispatch. */
@DatabaseTest
@Import({
    CancellationCases.class,
    CaseFiles.class,
    Cancellations.class,
    CaseNumbers.class,
    CaseLinks.class,
    LetterComposer.class,
    LetterTemplates.class,
    Outbox.class,
    OutboxRows.class,
    Letters.class,
    LetterLog.class,
    MailboxEntries.class,
    CaseStatements.class
})
@TestPropertySource(properties = "fairwell.demo=true")
abstract class NotificationTest {

    private static final AtomicInteger NEXT = new AtomicInteger();

    @Autowired
    Letters letters;

    @Autowired
    LetterLog log;

    @Autowired
    Outbox outbox;

    @Autowired
    Cancellations cancellations;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MutableClock clock;

    @MockitoBean
    OutboxWorker worker;

    @MockitoBean
    Subscriptions subscriptions;

    @MockitoBean
    SubscriptionDirectory directory;

    @MockitoBean
    Lifecycle lifecycle;

    @MockitoBean
    Quotes quotes;

    @MockitoBean
    QuoteTexts quoteTexts;

    @MockitoBean
    CaseDecisions decisions;

    @BeforeEach
    void aSubscription() {
        when(subscriptions.get(any(), any())).thenReturn(Samples.subscription());
        when(quotes.get(any(), any())).thenReturn(Optional.of(Samples.quote()));
    }

    CaseNumber aCase(Contact contact) {
        return aCase(contact, "en");
    }

    CaseNumber aCase(Contact contact, String locale) {
        String id = "sub-" + NEXT.incrementAndGet();
        when(directory.find("main", id))
                .thenReturn(Optional.of(
                        new SubscriptionDirectory.Entry(id, "cust-7", Samples.ZONE, RenewalState.ON, null)));
        return cancellations
                .register(new Declaration(
                        "main",
                        "shop",
                        id,
                        null,
                        null,
                        null,
                        null,
                        EffectiveMode.PERIOD_END,
                        null,
                        null,
                        "WEB",
                        locale,
                        contact,
                        IdentityMethod.CODE,
                        null,
                        null,
                        null,
                        true,
                        null,
                        null,
                        false))
                .number();
    }

    void send(CaseNumber number, LetterKind kind, String step) {
        transaction.executeWithoutResult(status -> letters.send(number, kind, step, Samples.facts(kind)));
    }

    OutboxMessage only(CaseNumber number) {
        List<OutboxMessage> all = outbox.of(number.value());
        if (all.size() != 1) {
            throw new AssertionError("expected one message, found " + all.size());
        }
        return all.get(0);
    }

    static Contact mail(String address) {
        return new Contact(address, null, "Li Lei");
    }

    static Map<String, String> none() {
        return Map.of();
    }
}
