package io.fairwell.process;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.refund.RefundOrder;
import io.fairwell.refund.Refunds;
import io.fairwell.refund.Settlement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Follows a payment that the gateway has accepted until the customer has the money. */
@Component
public class Settlements {

    private static final String PROCESS = "refund-settlement";

    /** Neither settled nor returned when it should have arrived. */
    private static final String LATE = "LATE";

    private final RunningCases cases;
    private final Refunds refunds;
    private final RuntimeService runtime;
    private final Deadlines deadlines;
    private final Clock clock;

    Settlements(RunningCases cases, Refunds refunds, @Lazy RuntimeService runtime, Deadlines deadlines, Clock clock) {
        this.cases = cases;
        this.refunds = refunds;
        this.runtime = runtime;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /**
     * Nothing is followed that a person has paid in another way.
     *
     * @param eta the last day on which the money may arrive; null where nobody knows
     */
    void follow(CancellationCase paid, String leg, @Nullable LocalDate eta) {
        if (refunds.find(paid.number(), leg).orElseThrow().settlement() == Settlement.NONE) {
            return;
        }
        ZoneId zone = paid.request().zone();
        LocalDate last = eta == null ? LocalDate.ofInstant(clock.instant(), zone) : eta;
        Map<String, Object> variables = new HashMap<>();
        variables.put(Variables.CASE_NUMBER.name(), paid.number().value());
        variables.put(Variables.SUBSCRIPTION_ID.name(), paid.request().subscriptionId());
        variables.put(Variables.REFUND_LEG.name(), leg);
        variables.put(
                Variables.SETTLE_BY.name(),
                Date.from(last.plusDays(1).atStartOfDay(zone).toInstant()));
        variables.put(CaseTenant.TENANT, paid.tenantId());
        runtime.startProcessInstanceByKey(PROCESS, paid.number().value(), variables);
    }

    /** Tells the process, and the case, what the ledger knows: SETTLED, RETURNED, PENDING, or LATE. */
    public void check(DelegateExecution execution) {
        CaseNumber number = cases.number(execution);
        String leg = Variables.REFUND_LEG.get(execution);
        Settlement settlement = refunds.find(number, leg).orElseThrow().settlement();
        Variables.SETTLEMENT.set(execution, settlement.name());
        switch (settlement) {
            case SETTLED -> settled(number, leg);
            case RETURNED -> note(number, CaseEvent.Kind.REFUND_RETURNED, Actor.SYSTEM, Map.of("leg", leg));
            case PENDING -> checkTime(execution, number, leg);
            case NONE -> throw new IllegalStateException("a payment the gateway has not accepted is followed: " + leg);
        }
    }

    private void checkTime(DelegateExecution execution, CaseNumber number, String leg) {
        if (!deadlines.isAhead(Variables.SETTLE_BY.get(execution).toInstant())) {
            Variables.SETTLEMENT.set(execution, LATE);
            note(number, CaseEvent.Kind.REFUND_LATE, Actor.SYSTEM, Map.of("leg", leg));
        }
    }

    /** Asks the gateway. */
    public void lookUp(DelegateExecution execution) {
        refunds.lookUpSettlement(cases.number(execution), Variables.REFUND_LEG.get(execution));
    }

    /** Support has found out that the customer has the money. */
    public void arrived(CaseNumber number, String leg) {
        refunds.arrived(number, leg);
        settled(number, leg);
    }

    /** Support has paid in another way what came back or got lost. */
    public void paidAnotherWay(CaseNumber number, String leg, String by) {
        refunds.paidAnotherWay(number, leg, by);
    }

    private void settled(CaseNumber number, String leg) {
        if (leg.equals(RefundOrder.REFUND)) {
            cases.change(number, CancellationCase::refundSettled);
        } else {
            note(number, CaseEvent.Kind.REFUND_SETTLED, Actor.SYSTEM, Map.of("leg", leg));
        }
    }

    private void note(CaseNumber number, CaseEvent.Kind kind, Actor by, Map<String, String> details) {
        cases.change(number, (c, now) -> c.noted(kind, by, now, details));
    }
}
