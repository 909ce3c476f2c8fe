package io.fairwell.notification;

import io.fairwell.delivery.DeliveryFailed;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailSendException;

/**
 * What a mail server's refusal means. Only the refusal of the recipient's address is final; any other 5xx may be our own
 * misconfiguration, and customers must not lose letters over that.
 */
final class SmtpFailures {

    private static final int FIRST_PERMANENT = 500;

    private SmtpFailures() {}

    static DeliveryFailed of(MailSendException failure) {
        for (Exception failed : failure.getMessageExceptions()) {
            for (Exception e = failed; e != null; e = next(e)) {
                if (e instanceof SMTPAddressFailedException address) {
                    boolean permanent = address.getReturnCode() >= FIRST_PERMANENT;
                    return new DeliveryFailed("SMTP_RECIPIENT_" + address.getReturnCode(), permanent);
                }
                if (e instanceof SMTPSendFailedException send && !(next(e) instanceof SMTPAddressFailedException)) {
                    return new DeliveryFailed("SMTP_" + send.getReturnCode(), false);
                }
            }
        }
        return new DeliveryFailed("SMTP_UNREACHABLE", false);
    }

    private static @Nullable Exception next(Exception failure) {
        return failure instanceof MessagingException messaging ? messaging.getNextException() : null;
    }
}
