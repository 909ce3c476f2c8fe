package io.fairwell.refund;

import io.fairwell.refund.RefundIntents.Learned;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The calls of the gateway. The ledger commits by itself, before and after each one, so that neither a crash nor a
 * rollback of the caller leads to a second payment.
 */
@Component
class RefundCalls {

    private static final Logger LOG = LoggerFactory.getLogger(RefundCalls.class);

    private final RefundIntents intents;
    private final RefundFindings findings;
    private final PaymentGateway gateway;
    private final Clock clock;

    RefundCalls(RefundIntents intents, RefundFindings findings, PaymentGateway gateway, Clock clock) {
        this.intents = intents;
        this.findings = findings;
        this.gateway = gateway;
        this.clock = clock;
    }

    /** The next step towards an answer. @return SUCCEEDED, REJECTED or UNKNOWN */
    RefundState proceed(RefundIntent intent, boolean untold) {
        return switch (intent.state()) {
            case NEW -> send(intent, untold);
            case SENT, UNKNOWN -> resolve(intent, untold);
            case SUCCEEDED, REJECTED -> intent.state();
        };
    }

    private RefundState resolve(RefundIntent intent, boolean untold) {
        if (!intent.isKnownTo(gateway)) {
            return unanswered(intent, "it was handed to another gateway, " + intent.gateway());
        }
        Optional<GatewayAnswer> answer;
        try {
            answer = gateway.lookUp(intent.request());
        } catch (GatewayUnavailable e) {
            return unanswered(intent, e.getMessage());
        }
        if (answer.isPresent()) {
            return told(answered(intent, answer.get(), untold).after().state());
        }
        return keyIsAlive(intent)
                ? send(intent, untold)
                : unanswered(intent, "unknown there, and too old to be sent again");
    }

    private RefundState send(RefundIntent intent, boolean untold) {
        Optional<RefundIntent> claimed = intents.send(intent, gateway.name());
        if (claimed.isEmpty()) {
            // Somebody else has it in hand right now; what they know by now is all that can be said.
            return told(intents.state(intent.id()));
        }
        try {
            GatewayAnswer answer = gateway.refund(claimed.get().request());
            return told(answered(claimed.get(), answer, untold).after().state());
        } catch (GatewayUnavailable e) {
            return unanswered(claimed.get(), e.getMessage());
        }
    }

    /**
     * Asks where the money of an accepted payment is.
     *
     * @throws GatewayUnavailable when that cannot be found out
     */
    void follow(RefundIntent intent) {
        if (!intent.isKnownTo(gateway)) {
            return;
        }
        Optional<GatewayAnswer> answer = gateway.lookUp(intent.request());
        if (answer.isPresent()) {
            answered(intent, answer.get(), true);
        } else {
            findings.report(Finding.missingThere(intent));
        }
    }

    /** What the gateway told on whatever way; a contradiction becomes a finding. @param untold to the case */
    Learned answered(RefundIntent intent, GatewayAnswer answer, boolean untold) {
        Learned learned = intents.answered(intent.id(), answer, untold);
        if (learned.contradicted()) {
            findings.report(Finding.stateDiffers(learned.after(), answer));
        }
        return learned;
    }

    private RefundState unanswered(RefundIntent intent, String why) {
        LOG.warn("outcome of refund {} of case {} unknown: {}", intent.id(), intent.caseNumber(), why);
        return told(intents.unanswered(intent));
    }

    private static RefundState told(RefundState state) {
        return state.isFinal() ? state : RefundState.UNKNOWN;
    }

    private boolean keyIsAlive(RefundIntent intent) {
        return intent.firstSentAt() == null
                || clock.instant().isBefore(intent.firstSentAt().plus(gateway.keyLifetime()));
    }
}
