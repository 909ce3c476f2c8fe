package io.fairwell.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.Contact;
import io.fairwell.delivery.DeliveryFailed;
import io.fairwell.delivery.Dispatcher;
import io.fairwell.notification.OutboxMessage.Channel;
import io.fairwell.notification.OutboxMessage.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DispatcherTest extends NotificationTest {

    private static final String ADDRESS = "canary-li@example.org";
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.fairwell");
    private final Map<Long, Integer> delivered = new ConcurrentHashMap<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
        logger.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
        logger.setLevel(null);
    }

    private Dispatcher<OutboxMessage> dispatcher(@Nullable MailTransport mail) {
        SmsTransport none = (phone, text, id) -> {
            throw new DeliveryFailed("NO_SMS_PROVIDER", true);
        };
        return new Dispatcher<>(new LetterCourier(outbox, mail, none, false, LEASE), clock);
    }

    private void count(OutboxMessage message) {
        delivered.merge(message.id(), 1, Integer::sum);
    }

    @Test
    void deliversOnce() {
        CaseNumber number = aCase(mail(ADDRESS));
        send(number, LetterKind.RECEIPT, "start");

        dispatcher(this::count).dispatchDue();
        dispatcher(this::count).dispatchDue();

        assertThat(delivered.values()).containsExactly(1);
        assertThat(only(number).status()).isEqualTo(Status.SENT);
        assertThat(only(number).sentAt()).isEqualTo(clock.instant());
    }

    @Test
    void aNodeThatStopsTakesNothingMoreAndHandsBackWhatItHasInHand() {
        CaseNumber number = aCase(mail(ADDRESS));
        send(number, LetterKind.RECEIPT, "start");
        send(number, LetterKind.RECEIPT, "next");
        AtomicReference<Dispatcher<OutboxMessage>> stopped = new AtomicReference<>();
        stopped.set(dispatcher(message -> {
            stopped.get().stop(); // while this one is being sent, which takes for ever
            stopped.get().handBack();
            throw new AssertionError("killed here");
        }));
        assertThatThrownBy(stopped.get()::dispatchDue).isInstanceOf(AssertionError.class);

        dispatcher(this::count).dispatchDue();
        assertThat(delivered).as("the one that was not begun").hasSize(1);
        clock.plus(Dispatcher.HANDED_BACK);
        dispatcher(this::count).dispatchDue();
        assertThat(delivered.values()).containsExactly(1, 1);
        assertThat(outbox.of(number.value())).extracting(OutboxMessage::status).containsOnly(Status.SENT);
    }

    @Test
    void triesAgainAfterEverLongerPausesForThreeDaysAndParksWithOneWarning() {
        CaseNumber number = aCase(mail(ADDRESS));
        send(number, LetterKind.RECEIPT, "start");
        AtomicInteger attempts = new AtomicInteger();
        Dispatcher<OutboxMessage> failing = dispatcher(message -> {
            attempts.incrementAndGet();
            throw new DeliveryFailed("SMTP_451", false);
        });

        failing.dispatchDue();
        failing.dispatchDue();
        assertThat(attempts).hasValue(1);
        for (Duration pause : List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5))) {
            int before = attempts.get();
            clock.plus(pause.minusSeconds(1));
            failing.dispatchDue();
            assertThat(attempts).hasValue(before);
            clock.plus(Duration.ofSeconds(1));
            failing.dispatchDue();
            assertThat(attempts).hasValue(before + 1);
        }
        for (int hours = 0; hours < 72; hours += 6) {
            assertThat(only(number).lastError()).isEqualTo("SMTP_451");
            clock.plus(Duration.ofHours(6));
            failing.dispatchDue();
        }

        assertThat(only(number).status()).isEqualTo(Status.PARKED);
        assertThat(attempts.get()).isBetween(14, 20);
        assertThat(warnings()).hasSize(1).first().asString().contains("SMTP_451", number.value());
    }

    @Test
    void hasParkedLettersSentAgainUnderTheSameId() {
        CaseNumber number = aCase(mail(ADDRESS));
        send(number, LetterKind.RECEIPT, "start");
        dispatcher(message -> {
                    throw new DeliveryFailed("SMTP_RECIPIENT_550", true);
                })
                .dispatchDue();
        OutboxMessage parked = only(number);
        assertThat(parked.status()).isEqualTo(Status.PARKED);

        assertThat(log.redeliver(number, parked.id())).isTrue();
        dispatcher(this::count).dispatchDue();

        assertThat(only(number).status()).isEqualTo(Status.SENT);
        assertThat(only(number).messageId()).isEqualTo(parked.messageId());
        assertThat(log.redeliver(number, parked.id())).isFalse();
    }

    @Test
    void parksShortMessagesWithoutAProvider() {
        CaseNumber number = aCase(new Contact(null, "13800138000", null));
        send(number, LetterKind.RECEIPT, "start");

        dispatcher(this::count).dispatchDue();

        assertThat(only(number).status()).isEqualTo(Status.PARKED);
        assertThat(only(number).lastError()).isEqualTo("NO_SMS_PROVIDER");
    }

    @Test
    void leavesMailsAloneWhereThereIsNoWayToSendThem() {
        CaseNumber number = aCase(mail(ADDRESS));
        send(number, LetterKind.RECEIPT, "start");

        dispatcher(null).dispatchDue();

        assertThat(only(number).status()).isEqualTo(Status.PENDING);
        assertThat(only(number).attempts()).isZero();
    }

    @Test
    void forgetsCodesThatWereSentAndSendsNoneThatIsTooOld() {
        CaseNumber number = aCase(mail(ADDRESS));
        send(number, LetterKind.CODE, "first");
        assertThat(only(number).text()).contains("493817");
        dispatcher(this::count).dispatchDue();
        assertThat(only(number).text() + only(number).html()).isEmpty();

        send(number, LetterKind.CODE, "second");
        clock.plus(Duration.ofMinutes(10));
        dispatcher(this::count).dispatchDue();

        assertThat(delivered).hasSize(1);
        assertThat(outbox.of(number.value()))
                .filteredOn(m -> m.status() == Status.PARKED)
                .singleElement()
                .satisfies(m -> assertThat(m.lastError()).isEqualTo("EXPIRED"))
                .satisfies(m -> assertThat(m.text()).doesNotContain("493817"));
    }

    @Test
    void oneBrokenLetterDoesNotStopTheOthers() {
        CaseNumber broken = aCase(mail(ADDRESS));
        CaseNumber fine = aCase(mail(ADDRESS));
        send(broken, LetterKind.RECEIPT, "start");
        send(fine, LetterKind.RECEIPT, "start");

        dispatcher(message -> {
                    if (message.caseNumber().equals(broken.value())) {
                        throw new IllegalStateException("about " + message.recipient());
                    }
                })
                .dispatchDue();

        assertThat(only(fine).status()).isEqualTo(Status.SENT);
        assertThat(only(broken).status()).isEqualTo(Status.PENDING);
        assertThat(only(broken).lastError()).isEqualTo("IllegalStateException");
    }

    @Test
    void anotherNodeTakesOverWhatADeadOneHadClaimed() {
        CaseNumber number = aCase(mail(ADDRESS));
        send(number, LetterKind.RECEIPT, "start");
        assertThat(outbox.claim(Set.of(Channel.EMAIL), LEASE)).isPresent();

        dispatcher(this::count).dispatchDue();
        assertThat(delivered).isEmpty();
        clock.plus(LEASE);
        dispatcher(this::count).dispatchDue();

        assertThat(delivered.values()).containsExactly(1);
    }

    @Test
    void skipsWhatAnotherNodeHasLockedInsteadOfWaitingForIt() {
        CaseNumber locked = aCase(mail(ADDRESS));
        CaseNumber free = aCase(mail(ADDRESS));
        send(locked, LetterKind.RECEIPT, "start");
        send(free, LetterKind.RECEIPT, "start");

        transaction.executeWithoutResult(status -> {
            jdbc.sql("SELECT id FROM outbox_message WHERE case_number = ? FOR UPDATE")
                    .param(locked.value())
                    .query(Long.class)
                    .single();
            dispatcher(this::count).dispatchDue();
        });

        assertThat(only(locked).status()).isEqualTo(Status.PENDING);
        assertThat(only(free).status()).isEqualTo(Status.SENT);
    }

    @Test
    void twoDispatchersShareTheWorkAndRepeatNone() throws Exception {
        for (int i = 0; i < 40; i++) {
            send(aCase(mail(ADDRESS)), LetterKind.RECEIPT, "start");
        }
        CyclicBarrier together = new CyclicBarrier(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        MailTransport meeting = message -> {
            count(message);
            if (threads.add(Thread.currentThread())) {
                // Each dispatcher holds its first letter until the other one has one, too.
                meet(together);
            }
        };

        ExecutorService nodes = Executors.newFixedThreadPool(2);
        Future<?> one = nodes.submit(() -> dispatcher(meeting).dispatchDue());
        Future<?> two = nodes.submit(() -> dispatcher(meeting).dispatchDue());
        one.get(60, TimeUnit.SECONDS);
        two.get(60, TimeUnit.SECONDS);
        nodes.shutdown();

        assertThat(threads).hasSize(2);
        assertThat(delivered).hasSize(40);
        assertThat(delivered.values()).containsOnly(1);
    }

    @Test
    void aNodeThatLostItsLeaseDoesNotInterfereWithTheOneThatTookOver() {
        CaseNumber number = aCase(mail(ADDRESS));
        send(number, LetterKind.RECEIPT, "start");
        OutboxMessage mine = outbox.claim(Set.of(Channel.EMAIL), LEASE).orElseThrow();
        clock.plus(LEASE);
        OutboxMessage theirs = outbox.claim(Set.of(Channel.EMAIL), LEASE).orElseThrow();

        outbox.tryAgain(mine, clock.instant(), "SMTP_451");
        outbox.park(mine, "SMTP_RECIPIENT_550", false);
        dispatcher(this::count).dispatchDue();
        assertThat(delivered).isEmpty();
        assertThat(only(number).status()).isEqualTo(Status.PENDING);

        outbox.sent(theirs, false);
        assertThat(only(number).status()).isEqualTo(Status.SENT);
    }

    @Test
    void aLetterThatIsGivenBackIsTriedForThreeDaysAgain() {
        CaseNumber number = aCase(mail(ADDRESS));
        send(number, LetterKind.RECEIPT, "start");
        dispatcher(message -> {
                    throw new DeliveryFailed("SMTP_RECIPIENT_550", true);
                })
                .dispatchDue();
        clock.plus(Duration.ofDays(10));
        assertThat(log.redeliver(number, only(number).id())).isTrue();

        dispatcher(message -> {
                    throw new DeliveryFailed("SMTP_451", false);
                })
                .dispatchDue();

        assertThat(only(number).status()).isEqualTo(Status.PENDING);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void namesNobodyInTheLogs() {
        send(aCase(mail(ADDRESS)), LetterKind.CODE, "start");
        send(aCase(new Contact(null, "13800138000", "Canary Name")), LetterKind.CODE, "start");
        Dispatcher<OutboxMessage> failing = dispatcher(message -> {
            throw new IllegalStateException(message.recipient());
        });
        failing.dispatchDue();
        clock.plus(Duration.ofHours(1));
        failing.dispatchDue();

        assertThat(warnings()).hasSize(2);
        assertThat(logged.list.toString()).doesNotContain("canary", "Canary", "13800138000", "493817");
    }

    private List<ILoggingEvent> warnings() {
        return logged.list.stream().filter(e -> e.getLevel() == Level.WARN).toList();
    }
}
