package io.fairwell.notification;

import io.fairwell.delivery.Courier;
import io.fairwell.delivery.DeliveryFailed;
import io.fairwell.notification.OutboxMessage.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings letters from the outbox to the mail server or the SMS provider. */
class LetterCourier implements Courier<OutboxMessage> {

    private final Outbox outbox;
    private final @Nullable MailTransport mail;
    private final SmsTransport sms;
    private final boolean keepsCodes;
    private final Duration lease;
    private final Set<Channel> channels;

    /**
     * @param mail null where there is no way to send mails: they stay pending
     * @param keepsCodes whether letters with one-time codes stay readable after they were sent
     * @param lease longer than any delivery takes
     */
    LetterCourier(Outbox outbox, @Nullable MailTransport mail, SmsTransport sms, boolean keepsCodes, Duration lease) {
        this.outbox = outbox;
        this.mail = mail;
        this.sms = sms;
        this.keepsCodes = keepsCodes;
        this.lease = lease;
        this.channels = mail == null ? EnumSet.of(Channel.SMS) : EnumSet.allOf(Channel.class);
    }

    @Override
    public Optional<OutboxMessage> claim() {
        return outbox.claim(channels, lease);
    }

    @Override
    public void deliver(OutboxMessage message) throws DeliveryFailed {
        if (message.channel() == Channel.SMS) {
            sms.deliver(Objects.requireNonNull(message.recipient()), message.text(), message.messageId());
        } else {
            Objects.requireNonNull(mail).deliver(message);
        }
    }

    @Override
    public void sent(OutboxMessage message) {
        outbox.sent(message, isSecret(message));
    }

    @Override
    public void tryAgain(OutboxMessage message, Instant at, DeliveryFailed why) {
        outbox.tryAgain(message, at, why.code());
    }

    @Override
    public void park(OutboxMessage message, String error) {
        outbox.park(message, error, error.equals("EXPIRED") && isSecret(message));
    }

    private boolean isSecret(OutboxMessage message) {
        return message.kind() == LetterKind.CODE && !keepsCodes;
    }
}
