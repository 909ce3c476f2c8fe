package io.fairwell.dispute;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.dispute.Claim.About;
import io.fairwell.dispute.DisputeRefused.Why;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.terms.CaseDecisions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What customers may dispute, and what became of it. Taking one on holds the row lock of its case. */
@Service
public class Disputes {

    private final CancellationCases cases;
    private final DisputeRecords records;
    private final Subscriptions subscriptions;
    private final CaseDecisions decisions;
    private final DisputeProcess process;
    private final DisputeProperties properties;
    private final Clock clock;

    Disputes(
            CancellationCases cases,
            DisputeRecords records,
            Subscriptions subscriptions,
            CaseDecisions decisions,
            @Lazy DisputeProcess process,
            DisputeProperties properties,
            Clock clock) {
        this.cases = cases;
        this.records = records;
        this.subscriptions = subscriptions;
        this.decisions = decisions;
        this.process = process;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Records what the customer objects to and starts the process that ends with an answer.
     *
     * @throws DisputeRefused when it cannot be taken on, and why
     */
    @Transactional
    public Dispute open(CaseNumber number, Claim claim, Actor by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        CancellationCase disputed = cases.change(number, c -> {
            require(c, claim);
            return c.noted(CaseEvent.Kind.DISPUTE_RECEIVED, by, now, details(claim));
        });
        int next = records.of(number).size() + 1;
        Dispute received = Dispute.received(disputed.tenantId(), number, next, claim, now);
        records.add(received);
        process.start(received);
        return latest(number).orElseThrow();
    }

    private static Map<String, String> details(Claim claim) {
        Map<String, String> details =
                new HashMap<>(Map.of("about", claim.about().name()));
        if (claim.amount() != null) {
            details.put("claimed", claim.amount().toString());
        }
        if (claim.chargedOn() != null) {
            details.put("chargedOn", claim.chargedOn().toString());
        }
        return details;
    }

    private void require(CancellationCase disputed, Claim claim) {
        List<Dispute> earlier = records.of(disputed.number());
        for (Dispute other : earlier) {
            if (other.isOpen()) {
                throw new DisputeRefused(Why.OPEN_ALREADY, other.state());
            }
        }
        if (isTooLate(disputed)) {
            throw new DisputeRefused(Why.TOO_LATE);
        }
        if (claim.about() == About.REFUND && !Refundable.isRefundDecided(disputed)) {
            throw new DisputeRefused(Why.NOTHING_DECIDED);
        }
        for (Dispute other : earlier) {
            if (other.claim().isAboutTheSameAs(claim)) {
                throw new DisputeRefused(Why.ANSWERED_ALREADY, other.state());
            }
        }
        requirePlausible(disputed, claim);
    }

    private void requirePlausible(CancellationCase disputed, Claim claim) {
        LocalDate today =
                LocalDate.ofInstant(clock.instant(), disputed.request().zone());
        if (claim.chargedOn() != null && claim.chargedOn().isAfter(today)) {
            throw new DisputeRefused(Why.CHARGED_IN_THE_FUTURE);
        }
        if (claim.amount() != null
                && !claim.amount()
                        .getCurrencyUnit()
                        .equals(subscriptions
                                .get(disputed.tenantId(), disputed.request().subscriptionId())
                                .paid()
                                .getCurrencyUnit())) {
            throw new DisputeRefused(Why.OTHER_CURRENCY);
        }
    }

    private boolean isTooLate(CancellationCase disputed) {
        Instant end = disputed.endedAt();
        return end != null && clock.instant().isAfter(end.plus(properties.window()));
    }

    /** What the customer can dispute as things stand; a charge that was disputed before is known only when it is named. */
    @Transactional(readOnly = true)
    public Set<About> possible(CancellationCase shown) {
        List<Dispute> earlier = records.of(shown.number());
        Set<About> possible = EnumSet.noneOf(About.class);
        if (isTooLate(shown) || earlier.stream().anyMatch(Dispute::isOpen)) {
            return possible;
        }
        possible.add(About.CHARGE);
        if (Refundable.isRefundDecided(shown)
                && earlier.stream().noneMatch(d -> d.claim().about() == About.REFUND)) {
            possible.add(About.REFUND);
        }
        return possible;
    }

    /** @return the disputes of a case, oldest first */
    @Transactional(readOnly = true)
    public List<Dispute> of(CaseNumber number) {
        return records.of(number);
    }

    @Transactional(readOnly = true)
    public Optional<Dispute> latest(CaseNumber number) {
        List<Dispute> all = records.of(number);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /**
     * Where the customer can complain further.
     *
     * @return what the recorded decision of the regulation table names; empty where there is none, or it names none
     */
    public Optional<String> authority(CaseNumber number) {
        return decisions
                .latest(number, "regulation")
                .map(decision -> decision.text("complaintAuthority"))
                .filter(authority -> !authority.isBlank());
    }
}
