package io.fairwell.subscription;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.RenewalState;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The system that knows what customers have. Every change names the case that asks for it and can be repeated without
 * further effect.
 */
public interface Subscriptions {

    Optional<Subscription> find(String tenantId, String id);

    /** @throws SubscriptionNotFound when there is none */
    Subscription get(String tenantId, String id);

    List<Subscription> search(SubscriptionSearch search);

    /** @param cardNo card number, masked or not; its visible first and last digits are matched */
    Optional<Subscription> findByCard(String tenantId, String cardNo, String planId);

    /**
     * Takes over what upstream says of a subscription. What an open case has set (renewal on hold, points, end) stays.
     *
     * @return whether it was not known before
     */
    boolean put(Subscription facts);

    /** @return the renewal state afterwards */
    RenewalState holdRenewal(String tenantId, String id, CaseNumber by);

    /** Releases what this case holds, nothing else. @return the renewal state afterwards */
    RenewalState restoreRenewal(String tenantId, String id, CaseNumber by);

    /** What one case holds (renewal, points) is held by another from now on. */
    void handOver(String tenantId, String id, CaseNumber from, CaseNumber to);

    void freezePoints(String tenantId, String id, CaseNumber by);

    void restorePoints(String tenantId, String id, CaseNumber by);

    void clearPoints(String tenantId, String id, CaseNumber by);

    /** Ends the entitlement and the renewal. */
    void end(String tenantId, String id, CaseNumber by, LocalDate effectiveOn);

    void applyOffer(String tenantId, String id, CaseNumber by, Offer offer);

    void unbindDevices(String tenantId, String id, CaseNumber by);

    void markMandateRevoked(String tenantId, String id, CaseNumber by);
}
