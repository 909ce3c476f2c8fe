package io.fairwell.notification;

import io.fairwell.notification.OutboxMessage.Channel;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is due, letter by letter, at least once. Any number of dispatchers on any number of nodes may run at the
 * same time. No database connection is held while a mail server is talked to.
 */
class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Outbox outbox;
    private final @Nullable MailTransport mail;
    private final SmsTransport sms;
    private final boolean keepsCodes;
    private final Clock clock;
    private final Set<Long> inHand = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /**
     * @param mail null where there is no way to send mails: they stay pending
     * @param keepsCodes whether letters with one-time codes stay readable after they were sent
     */
    Dispatcher(Outbox outbox, @Nullable MailTransport mail, SmsTransport sms, boolean keepsCodes, Clock clock) {
        this.outbox = outbox;
        this.mail = mail;
        this.sms = sms;
        this.keepsCodes = keepsCodes;
        this.clock = clock;
    }

    /** From now on only what is in hand is delivered; nothing else is taken. */
    void stop() {
        stopping = true;
    }

    void start() {
        stopping = false;
    }

    /** Gives up the letters in hand, so that another node need not wait until they are overdue. */
    void handBack() {
        inHand.forEach(outbox::handBack);
    }

    /** Works until nothing is due, or it is told to stop. */
    void dispatchDue() {
        Set<Channel> channels = mail == null ? EnumSet.of(Channel.SMS) : EnumSet.allOf(Channel.class);
        Optional<OutboxMessage> next = claim(channels);
        while (next.isPresent()) {
            OutboxMessage message = next.get();
            inHand.add(message.id());
            try {
                dispatch(message);
            } finally {
                inHand.remove(message.id());
            }
            next = claim(channels);
        }
    }

    private Optional<OutboxMessage> claim(Set<Channel> channels) {
        return stopping || Thread.currentThread().isInterrupted() ? Optional.empty() : outbox.claim(channels);
    }

    private void dispatch(OutboxMessage message) {
        if (message.isExpired(clock.instant())) {
            park(message, "EXPIRED");
            return;
        }
        try {
            deliver(message);
            outbox.sent(message.id(), isSecret(message));
        } catch (DeliveryFailed e) {
            failed(message, e);
        }
    }

    private boolean isSecret(OutboxMessage message) {
        return message.kind() == LetterKind.CODE && !keepsCodes;
    }

    private void deliver(OutboxMessage message) throws DeliveryFailed {
        try {
            if (message.channel() == Channel.SMS) {
                sms.deliver(Objects.requireNonNull(message.recipient()), message.text(), message.messageId());
            } else {
                Objects.requireNonNull(mail).deliver(message);
            }
        } catch (RuntimeException e) {
            // A defect of a transport must not keep the other letters from going out.
            throw new DeliveryFailed(e.getClass().getSimpleName(), false);
        }
    }

    private void failed(OutboxMessage message, DeliveryFailed failure) {
        Instant now = clock.instant();
        Optional<Instant> again = failure.isPermanent() ? Optional.empty() : BackOff.next(message, now);
        if (again.isPresent()) {
            outbox.tryAgain(message.id(), again.get(), failure.code());
            LOG.debug("letter {} not delivered ({}), next attempt at {}", message.id(), failure.code(), again.get());
        } else {
            park(message, failure.code());
        }
    }

    private void park(OutboxMessage message, String error) {
        outbox.park(message.id(), error, "EXPIRED".equals(error) && isSecret(message));
        LOG.warn(
                "letter {} ({}) of case {} is parked after {} attempts: {}",
                message.id(),
                message.kind(),
                message.caseNumber(),
                message.attempts(),
                error);
    }
}
