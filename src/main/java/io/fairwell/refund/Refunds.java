package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Pays refunds, each leg of a case at most once. The ledger commits by itself; a caller inside a transaction therefore
 * needs a second connection for a moment: the pool has to be larger than the number of threads that pay.
 *
 * <p>Callers are told SUCCEEDED, REJECTED or UNKNOWN; after UNKNOWN they look up later. What becomes known without them
 * is told by {@link RefundProgressed}.
 */
@Service
public class Refunds {

    private static final Logger LOG = LoggerFactory.getLogger(Refunds.class);

    private final RefundIntents intents;
    private final RefundCalls calls;
    private final RefundNews news;
    private final PaymentGateway gateway;

    Refunds(RefundIntents intents, RefundCalls calls, RefundNews news, PaymentGateway gateway) {
        this.intents = intents;
        this.calls = calls;
        this.news = news;
        this.gateway = gateway;
    }

    /**
     * Pays, or finds out what became of it where this was ordered before.
     *
     * @throws RefundMismatch when it was ordered before with another amount or for another subscription, or when
     *     another currency was refunded out of the same source
     * @throws RefundExceeds when the source has not as much left; nothing is written then
     */
    public RefundState pay(RefundOrder order) {
        return calls.proceed(ordered(order), false);
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
        return calls.proceed(get(number, leg), false);
    }

    /**
     * The gateway has told by itself what became of a payment, or where its money is. Repeating it changes nothing, and
     * what is older than what is known is passed over. A contradiction changes nothing either and becomes a finding.
     *
     * @param key what the gateway was asked with
     * @throws PaymentUnknown when this was not our key
     */
    public void gatewaySaid(String key, GatewayAnswer answer) {
        RefundIntent intent = intents.withKey(key).orElseThrow(PaymentUnknown::new);
        if (calls.answered(intent, answer, true).isNews()) {
            LOG.info("refund {} of case {}: the gateway told what became of it", intent.id(), intent.caseNumber());
            news.tell(intent.id());
        }
    }

    /**
     * A person has found out what the gateway would not tell, has paid in another way what it refused, or has decided
     * what becomes of money that came back. Part of the caller's transaction; repeating it changes nothing.
     *
     * @param by user name
     * @throws RefundNotFound when none was ordered
     * @throws SettlementRefused when the outcome is known to be another, or the gateway is being asked right now
     * @throws RefundExceeds when the gateway had refused it, and others have taken its money since
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
        if (!intents.decided(intent, paid, by)) {
            RefundIntent known = intents.find(intent.id()).orElseThrow();
            if (known.state() != outcome) {
                throw new SettlementRefused(number, known.state());
            }
        }
        return outcome;
    }

    /**
     * A person has paid it instead of us, whether or not it was ever handed to the gateway: it never will be again.
     * Part of the caller's transaction, except that the order is kept.
     *
     * @param by user name
     * @throws SettlementRefused when the gateway is being asked right now: look up, then decide
     * @throws RefundMismatch as {@link #pay}
     * @throws RefundExceeds as {@link #pay}
     */
    @Transactional
    public RefundState paidByHand(RefundOrder order, String by) {
        RefundIntent intent = ordered(order);
        return intents.paidUnsent(intent, by)
                ? RefundState.SUCCEEDED
                : settleByHand(order.caseNumber(), order.leg(), true, by);
    }

    /**
     * A person has paid in another way what the gateway had accepted, because it came back or seems lost. Should it
     * arrive after all, that becomes a finding. Part of the caller's transaction; repeating it changes nothing.
     *
     * @param by user name
     * @throws RefundNotFound when none was ordered
     * @throws SettlementRefused when the gateway has not accepted it, or the customer has the money
     */
    @Transactional
    public void paidAnotherWay(CaseNumber number, String leg, String by) {
        RefundIntent intent = get(number, leg);
        if (!intents.paidInstead(intent, by)) {
            RefundIntent known = intents.find(intent.id()).orElseThrow();
            if (known.state() != RefundState.SUCCEEDED || known.decidedBy() == null) {
                throw new SettlementRefused(number, known.state());
            }
        }
    }

    /**
     * Asks the gateway where the money of a payment is that it has accepted.
     *
     * @return PENDING also where the gateway does not know the payment; the comparison with its list finds that out
     * @throws RefundNotFound when none was ordered
     * @throws GatewayUnavailable when it cannot be found out now
     */
    public Settlement lookUpSettlement(CaseNumber number, String leg) {
        RefundIntent intent = get(number, leg);
        if (intent.settlement() == Settlement.PENDING) {
            gateway.lookUp(intent.request()).ifPresent(answer -> calls.answered(intent, answer, false));
        }
        return get(number, leg).settlement();
    }

    /**
     * A person has found out that the customer has the money.
     *
     * @throws RefundNotFound when none was ordered
     * @throws SettlementRefused when the gateway has not accepted it, or it came back
     */
    public void arrived(CaseNumber number, String leg) {
        RefundIntent intent = get(number, leg);
        String reference = intent.gatewayReference();
        if (reference == null || intent.settlement() == Settlement.RETURNED) {
            throw new SettlementRefused(number, intent.state());
        }
        calls.answered(intent, GatewayAnswer.accepted(reference, GatewayAnswer.Settlement.SETTLED), false);
    }

    /** @return the refund that the cancellation itself led to */
    public Optional<RefundIntent> find(CaseNumber number) {
        return find(number, RefundOrder.REFUND);
    }

    /** As {@link #find(CaseNumber)}, for another payment of the case. */
    public Optional<RefundIntent> find(CaseNumber number, String leg) {
        return intents.find(number, leg);
    }

    /**
     * Ends the permission to charge; the gateway recognises a repetition by the case.
     *
     * @param mandateReference the gateway's own number of the permission, where it is known
     * @throws GatewayUnavailable when it is not known whether it was done: call again
     */
    public void revokeMandate(
            String tenantId, String subscriptionId, @Nullable String mandateReference, CaseNumber by) {
        gateway.revokeMandate(new GatewayMandate("mandate-" + tenantId + "-" + by, subscriptionId, mandateReference));
    }

    private RefundIntent ordered(RefundOrder order) {
        RefundIntent intent = intents.find(order.caseNumber(), order.leg()).orElseGet(() -> intents.add(order));
        if (!intent.isFor(order)) {
            throw new RefundMismatch(order.caseNumber(), order.leg());
        }
        return intent;
    }

    private RefundIntent get(CaseNumber number, String leg) {
        return intents.find(number, leg).orElseThrow(() -> new RefundNotFound(number));
    }
}
