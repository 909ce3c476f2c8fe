package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where our books and the gateway's differ in a way that only a person can judge. No personal data.
 *
 * @param key what the gateway was asked with
 * @param caseNumber null where we know of no refund
 * @param ours what our books say, such as {@code SUCCEEDED PENDING CNY 22.00}; null where they have nothing
 * @param theirs what the gateway's say; null where they have nothing
 * @param resolution null while it is open
 */
public record Finding(
        UUID id,
        String tenantId,
        Kind kind,
        String key,
        @Nullable CaseNumber caseNumber,
        @Nullable String leg,
        @Nullable String ours,
        @Nullable String theirs,
        Instant foundAt,
        @Nullable Resolution resolution) {

    public enum Kind {
        /** We have its yes, and yet the gateway does not know the payment. */
        MISSING_THERE,
        /** The gateway made a payment that we never ordered, or have forgotten. */
        MISSING_HERE,
        /** The gateway's payment is of another amount. */
        AMOUNT_DIFFERS,
        /** One says paid, the other not; or the gateway paid what a person settled by hand. */
        STATE_DIFFERS
    }

    /** @param by who resolved it @param note what came of it */
    public record Resolution(Instant at, String by, String note) {}

    /** What is to be reported; when it is, and under which id, is up to {@link RefundFindings}. */
    record Report(
            String tenantId,
            Kind kind,
            String key,
            @Nullable CaseNumber caseNumber,
            @Nullable String leg,
            @Nullable String ours,
            @Nullable String theirs) {}

    static Report missingThere(RefundIntent intent) {
        return report(Kind.MISSING_THERE, intent, null);
    }

    static Report stateDiffers(RefundIntent intent, GatewayAnswer answer) {
        return report(Kind.STATE_DIFFERS, intent, told(answer));
    }

    static Report amountDiffers(RefundIntent intent, GatewayPayment payment) {
        return report(Kind.AMOUNT_DIFFERS, intent, told(payment));
    }

    static Report missingHere(GatewayPayment payment) {
        return new Report("main", Kind.MISSING_HERE, payment.key(), null, null, null, told(payment));
    }

    private static Report report(Kind kind, RefundIntent intent, @Nullable String theirs) {
        String byHand = intent.decidedBy() == null ? "" : "BY_HAND ";
        return new Report(
                intent.tenantId(),
                kind,
                intent.key(),
                intent.caseNumber(),
                intent.leg(),
                intent.state() + " " + byHand + intent.settlement() + " " + intent.amount(),
                theirs);
    }

    private static String told(GatewayPayment payment) {
        return told(payment.answer()) + " " + payment.amount();
    }

    private static String told(GatewayAnswer answer) {
        return answer.isAccepted()
                ? answer.outcome() + " " + answer.settlement()
                : answer.outcome().name();
    }
}
