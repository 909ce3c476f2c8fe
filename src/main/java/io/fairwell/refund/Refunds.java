package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Pays refunds, each leg of a case at most once. The ledger commits by itself, before and after each call of the
 * gateway, so that neither a crash nor a rollback of the caller leads to a second payment. A caller inside a
 * transaction therefore needs a second connection for a moment: the pool has to be larger than the number of threads
 * that pay.
 *
 * <p>Callers are told SUCCEEDED, REJECTED or UNKNOWN; after UNKNOWN they look up later.
 */
@Service
public class Refunds {

    private static final Logger LOG = LoggerFactory.getLogger(Refunds.class);

    private final RefundIntents intents;
    private final PaymentGateway gateway;
    private final Clock clock;

    Refunds(RefundIntents intents, PaymentGateway gateway, Clock clock) {
        this.intents = intents;
        this.gateway = gateway;
        this.clock = clock;
    }

    /**
     * Pays, or finds out what became of it where this was ordered before.
     *
     * @throws RefundMismatch when it was ordered before with another amount or for another subscription
     */
    public RefundState pay(RefundOrder order) {
        RefundIntent intent = intents.find(order.caseNumber(), order.leg()).orElseGet(() -> intents.add(order));
        if (!intent.isFor(order)) {
            throw new RefundMismatch(order.caseNumber(), order.leg());
        }
        return proceed(intent);
    }

    /**
     * Asks the gateway, and sends again with the same key where the gateway does not know it and still honours the key.
     *
     * @throws RefundNotFound when none was ordered
     */
    public RefundState lookUp(CaseNumber number) {
        return lookUp(number, RefundOrder.REFUND);
    }

    /** As {@link #lookUp(CaseNumber)}, for another payment of the case. */
    public RefundState lookUp(CaseNumber number, String leg) {
        return proceed(get(number, leg));
    }

    /**
     * A person has found out what the gateway would not tell. Part of the caller's transaction; repeating it changes
     * nothing.
     *
     * @param by user name
     * @throws RefundNotFound when none was ordered
     * @throws SettlementRefused when the outcome is not unknown, or known to be another
     */
    @Transactional
    public RefundState settleByHand(CaseNumber number, boolean paid, String by) {
        return settleByHand(number, RefundOrder.REFUND, paid, by);
    }

    /** As {@link #settleByHand(CaseNumber, boolean, String)}, for another payment of the case. */
    @Transactional
    public RefundState settleByHand(CaseNumber number, String leg, boolean paid, String by) {
        RefundIntent intent = get(number, leg);
        RefundState outcome = paid ? RefundState.SUCCEEDED : RefundState.REJECTED;
        if (!intents.settled(intent, outcome, by)) {
            RefundState state = intents.state(intent.id());
            if (state != outcome) {
                throw new SettlementRefused(number, state);
            }
        }
        return outcome;
    }

    /** @return the refund that the cancellation itself led to */
    public Optional<RefundIntent> find(CaseNumber number) {
        return intents.find(number, RefundOrder.REFUND);
    }

    /**
     * Ends the permission to charge; the gateway recognises a repetition by the case.
     *
     * @throws GatewayUnavailable when it is not known whether it was done: call again
     */
    public void revokeMandate(String tenantId, String subscriptionId, CaseNumber by) {
        gateway.revokeMandate(new GatewayMandate("mandate-" + tenantId + "-" + by, subscriptionId, null));
    }

    private RefundIntent get(CaseNumber number, String leg) {
        return intents.find(number, leg).orElseThrow(() -> new RefundNotFound(number));
    }

    private RefundState proceed(RefundIntent intent) {
        return switch (intent.state()) {
            case NEW -> send(intent);
            case SENT, UNKNOWN -> resolve(intent);
            case SUCCEEDED, REJECTED -> intent.state();
        };
    }

    private RefundState resolve(RefundIntent intent) {
        Optional<GatewayAnswer> answer;
        try {
            answer = gateway.lookUp(intent.request());
        } catch (GatewayUnavailable e) {
            return unanswered(intent, e.getMessage());
        }
        if (answer.isPresent()) {
            return answered(intent, answer.get());
        }
        return keyIsAlive(intent) ? send(intent) : unanswered(intent, "unknown there, and too old to be sent again");
    }

    private RefundState send(RefundIntent intent) {
        Optional<RefundIntent> claimed = intents.send(intent);
        if (claimed.isEmpty()) {
            // Somebody else has it in hand right now; what they know by now is all that can be said.
            return told(intents.state(intent.id()));
        }
        try {
            return answered(claimed.get(), gateway.refund(claimed.get().request()));
        } catch (GatewayUnavailable e) {
            return unanswered(claimed.get(), e.getMessage());
        }
    }

    private RefundState answered(RefundIntent intent, GatewayAnswer answer) {
        RefundState state = intents.answered(intent, answer);
        if (answer.isAccepted() != (state == RefundState.SUCCEEDED)) {
            LOG.error(
                    "refund {} of case {} is {}, but the gateway says {}",
                    intent.id(),
                    intent.caseNumber(),
                    state,
                    answer);
        }
        return state;
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
