package io.fairwell.refund;

import io.fairwell.refund.Reconciliation.Tally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Compares our books with the gateway's list, both ways. What the list tells of refunds that are open here is taken
 * over; what contradicts becomes a finding. Comparing the same time twice is harmless.
 */
@Service
public class Reconciliations {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliations.class);

    /** Asked for at once, so that neither the gateway nor we hold a longer list. */
    private static final Duration PORTION = Duration.ofDays(1);

    private final ReconciliationRuns runs;
    private final RefundIntents intents;
    private final RefundCalls calls;
    private final RefundNews news;
    private final RefundFindings findings;
    private final PaymentGateway gateway;
    private final ReconciliationProperties properties;
    private final Clock clock;

    Reconciliations(
            ReconciliationRuns runs,
            RefundIntents intents,
            RefundCalls calls,
            RefundNews news,
            RefundFindings findings,
            PaymentGateway gateway,
            ReconciliationProperties properties,
            Clock clock) {
        this.runs = runs;
        this.intents = intents;
        this.calls = calls;
        this.news = news;
        this.findings = findings;
        this.gateway = gateway;
        this.properties = properties;
        this.clock = clock;
    }

    /** On one node, when it is time. */
    void runIfDue() {
        if (runs.isDue()) {
            run(null);
        }
    }

    /**
     * Compares now.
     *
     * @param from since when; null for since the last one
     * @return how it went; empty when one is going on
     */
    public Optional<Reconciliation> run(@Nullable Instant from) {
        return runs.start(gateway.name(), from).map(this::complete);
    }

    /** The latest runs of all nodes, newest first. */
    public List<Reconciliation> latest(int limit) {
        return runs.latest(limit);
    }

    /** Newest first. */
    public List<Finding> findings(String tenantId, boolean openOnly, int limit) {
        return findings.all(tenantId, openOnly, limit);
    }

    /**
     * Somebody says what came of it; the first word stands.
     *
     * @param by who
     * @throws FindingUnknown when this tenant has no such finding
     */
    public Finding resolve(String tenantId, UUID id, String by, String note) {
        return findings.resolve(tenantId, id, by, note);
    }

    private Reconciliation complete(Reconciliation run) {
        Tally tally = Tally.NOTHING;
        try {
            for (Instant from = run.from(); from.isBefore(run.to()); from = from.plus(PORTION)) {
                Instant to = from.plus(PORTION).isBefore(run.to()) ? from.plus(PORTION) : run.to();
                tally = tally.plus(compare(from, to));
                if (!runs.goOn(run, tally)) {
                    return runs.get(run.id());
                }
            }
            runs.end(run, tally, null);
        } catch (GatewayUnavailable e) {
            LOG.warn("comparison {} with the gateway ended early: {}", run.id(), e.getMessage());
            runs.end(run, tally, "GATEWAY_UNAVAILABLE");
        } catch (RuntimeException e) {
            runs.end(run, tally, "DEFECT");
            throw e;
        }
        return runs.get(run.id());
    }

    private Tally compare(Instant from, Instant to) {
        List<GatewayPayment> theirs = gateway.payments(from, to);
        Set<String> listed = new HashSet<>();
        Tally tally = Tally.NOTHING;
        for (GatewayPayment payment : theirs) {
            listed.add(payment.key());
            tally = tally.plus(compare(payment));
        }
        for (RefundIntent ours : intents.accepted(gateway.name(), from, to)) {
            if (!listed.contains(ours.key())) {
                tally = tally.plus(lookFor(ours));
            }
        }
        return tally;
    }

    private Tally compare(GatewayPayment payment) {
        Optional<RefundIntent> known = intents.withKey(payment.key());
        if (known.isEmpty()) {
            return reported(Finding.missingHere(payment));
        }
        RefundIntent ours = known.get();
        if (!ours.amount().equals(payment.amount())) {
            return reported(Finding.amountDiffers(ours, payment));
        }
        if (ours.isContradictedBy(payment.answer())) {
            return reported(Finding.stateDiffers(ours, payment.answer()));
        }
        return isNews(ours, payment.answer()) ? heal(ours, payment.answer()) : new Tally(1, 0, 0);
    }

    private boolean isNews(RefundIntent ours, GatewayAnswer answer) {
        if (ours.state().isFinal()) {
            return ours.isFurther(answer);
        }
        boolean inFlight = ours.state() != RefundState.UNKNOWN
                && clock.instant().isBefore(ours.updatedAt().plus(properties.inFlight()));
        return !inFlight;
    }

    private Tally heal(RefundIntent ours, GatewayAnswer answer) {
        if (!calls.answered(ours, answer, true).isNews()) {
            return new Tally(1, 0, 0);
        }
        LOG.info("refund {} of case {}: the gateway's list told what became of it", ours.id(), ours.caseNumber());
        news.tell(ours.id());
        return new Tally(1, 1, 0);
    }

    /** Not on the list of this time: it may have been taken a little before or after it. */
    private Tally lookFor(RefundIntent ours) {
        Optional<GatewayAnswer> answer = gateway.lookUp(ours.request());
        if (answer.isPresent()) {
            return ours.isContradictedBy(answer.get())
                    ? reported(Finding.stateDiffers(ours, answer.get()))
                    : new Tally(1, 0, 0);
        }
        return reported(Finding.missingThere(ours));
    }

    private Tally reported(Finding.Report report) {
        return new Tally(1, 0, findings.report(report) ? 1 : 0);
    }
}
