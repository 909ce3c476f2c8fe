package io.fairwell.notification;

import io.fairwell.cancellation.Contact;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a letter goes. Personal data. */
record Recipient(OutboxMessage.Channel channel, String address) {

    private static final Pattern PHONE = Pattern.compile("\\+?\\d{5,20}");
    private static final int LONGEST_EMAIL = 254;

    /** @return the mail address where it is a usable one, else the phone number likewise */
    static Optional<Recipient> of(Contact contact) {
        return email(contact.email()).or(() -> phone(contact.phone()));
    }

    /** Exactly one address and nothing else: no list, no display name, no line break that would start a header. */
    private static Optional<Recipient> email(@Nullable String text) {
        if (text == null || text.length() > LONGEST_EMAIL || !Texts.isOneLine(text)) {
            return Optional.empty();
        }
        try {
            InternetAddress parsed = new InternetAddress(text.strip(), true);
            boolean plain = parsed.getAddress().equals(text.strip()) && text.contains("@");
            return plain
                    ? Optional.of(new Recipient(OutboxMessage.Channel.EMAIL, parsed.getAddress()))
                    : Optional.empty();
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    private static Optional<Recipient> phone(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String digits = text.replaceAll("[ ()/-]", "");
        return PHONE.matcher(digits).matches()
                ? Optional.of(new Recipient(OutboxMessage.Channel.SMS, digits))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "Recipient[" + channel + "]";
    }
}
