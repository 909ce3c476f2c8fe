package io.fairwell.notification;

import io.fairwell.delivery.DeliveryFailed;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Date;
import java.util.Objects;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;

/** Mails by SMTP: multipart/alternative, text first. */
class SmtpTransport implements MailTransport {

    private static final String UTF_8 = "UTF-8";

    private final JavaMailSender sender;
    private final InternetAddress from;

    SmtpTransport(JavaMailSender sender, InternetAddress from) {
        this.sender = sender;
        this.from = from;
    }

    @Override
    public void deliver(OutboxMessage message) throws DeliveryFailed {
        try {
            sender.send(mime(message));
        } catch (MailAuthenticationException e) {
            throw new DeliveryFailed("SMTP_AUTHENTICATION", false);
        } catch (MailSendException e) {
            throw SmtpFailures.of(e);
        } catch (MailException e) {
            throw new DeliveryFailed("SMTP_" + e.getClass().getSimpleName(), false);
        }
    }

    private MimeMessage mime(OutboxMessage message) throws DeliveryFailed {
        try {
            MimeMessage mime = sender.createMimeMessage();
            mime.setFrom(from);
            mime.setRecipient(RecipientType.TO, new InternetAddress(Objects.requireNonNull(message.recipient()), true));
            mime.setSubject(Texts.oneLine(message.subject()), UTF_8);
            mime.setSentDate(Date.from(message.createdAt()));
            mime.setContent(
                    new MimeMultipart("alternative", part(message.text(), "plain"), part(message.html(), "html")));
            mime.setHeader("Message-ID", message.messageId());
            mime.setHeader("Content-Language", message.locale());
            mime.setHeader("Auto-Submitted", "auto-generated");
            return mime;
        } catch (MessagingException e) {
            throw new DeliveryFailed("NOT_A_VALID_MAIL", true);
        }
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }
}
