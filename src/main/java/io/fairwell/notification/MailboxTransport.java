package io.fairwell.notification;

/** The demo's: every letter counts as delivered, and the mailbox page shows what customers would have received. */
class MailboxTransport implements MailTransport, SmsTransport {

    @Override
    public void deliver(OutboxMessage message) {
        // The outbox row itself is what the mailbox shows.
    }

    @Override
    public void deliver(String phone, String text, String messageId) {
        // As above.
    }
}
