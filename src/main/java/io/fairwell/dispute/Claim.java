package io.fairwell.dispute;

import java.time.LocalDate;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the customer objects to.
 *
 * @param text the customer's words, personal data; null once erased
 * @param amount what they want back; for a charge, the charge itself; may be left open for a refund
 * @param chargedOn day of the charge in the subscription's zone; null for a refund
 */
public record Claim(
        About about,
        @Nullable String text,
        @Nullable Money amount,
        @Nullable LocalDate chargedOn) {

    public enum About {
        /** What was decided about the refund: smaller than expected, rejected, or nothing at all. */
        REFUND,
        /** Money that was taken. */
        CHARGE
    }

    public static Claim aboutRefund(String text, @Nullable Money amount) {
        return new Claim(About.REFUND, text, amount, null);
    }

    public static Claim aboutCharge(String text, Money amount, LocalDate chargedOn) {
        return new Claim(About.CHARGE, text, amount, chargedOn);
    }

    /**
     * The refund of a case is one thing; so is a charge of one day and amount. Words and the amount wished for a refund
     * do not make it another: otherwise an answer would never be final.
     */
    boolean isAboutTheSameAs(Claim other) {
        return about == other.about
                && (about == About.REFUND
                        || java.util.Objects.equals(chargedOn, other.chargedOn)
                                && java.util.Objects.equals(amount, other.amount));
    }

    /** Keeps personal data out of logs and exception messages. */
    @Override
    public String toString() {
        return "Claim[" + about + "]";
    }
}
