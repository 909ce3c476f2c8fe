package io.fairwell.notification;

import java.time.Duration;
import java.util.Properties;

/**
 * How long a letter belongs to the node that took it: longer than any delivery takes, and not much longer, because the
 * letters of a node that died wait for its end.
 */
final class Lease {

    /** Greeting, EHLO, STARTTLS with its handshake, EHLO, three of AUTH, MAIL, RCPT, DATA, the final dot, QUIT. */
    private static final int SMTP_ANSWERS = 12;
    /** For writing, and for clocks that do not agree. */
    private static final Duration SLACK = Duration.ofSeconds(20);
    /** Where a time-out is switched off nobody can tell how long a delivery takes. */
    private static final Duration UNKNOWN = Duration.ofMinutes(5);

    private Lease() {}

    /** @param mail the settings of the mail session; with those of {@code application.yaml} it is 118 seconds */
    static Duration of(Properties mail) {
        long connect = millis(mail, "mail.smtp.connectiontimeout");
        long read = millis(mail, "mail.smtp.timeout");
        return connect <= 0 || read <= 0 ? UNKNOWN : SLACK.plusMillis(connect).plusMillis(SMTP_ANSWERS * read);
    }

    private static long millis(Properties mail, String name) {
        Object value = mail.get(name);
        return value != null && value.toString().matches("\\d{1,9}") ? Long.parseLong(value.toString()) : 0;
    }
}
