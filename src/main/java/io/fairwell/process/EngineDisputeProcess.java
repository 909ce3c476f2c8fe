package io.fairwell.process;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.dispute.Dispute;
import io.fairwell.dispute.DisputeProcess;
import io.fairwell.subscription.Subscription;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** A dispute has its own life: the cancellation may be long over, or go on meanwhile. Both have the case's number. */
@Component
class EngineDisputeProcess implements DisputeProcess {

    private static final String PROCESS = "dispute";

    private final RuntimeService runtime;
    private final CancellationCases cases;
    private final RunningCases running;

    EngineDisputeProcess(@Lazy RuntimeService runtime, CancellationCases cases, RunningCases running) {
        this.runtime = runtime;
        this.cases = cases;
        this.running = running;
    }

    @Override
    public void start(Dispute received) {
        CancellationCase disputed = cases.get(received.caseNumber());
        Subscription subscription = running.subscription(disputed);
        VariableMap variables = org.camunda.bpm.engine.variable.Variables.createVariables()
                .putValue(Variables.CASE_NUMBER.name(), received.caseNumber().value())
                .putValue(Variables.SUBSCRIPTION_ID.name(), subscription.id())
                .putValue(Variables.TERMS.name(), subscription.terms())
                .putValue(Variables.JURISDICTION.name(), subscription.jurisdiction())
                .putValue(
                        Variables.CURRENCY.name(),
                        subscription.paid().getCurrencyUnit().getCode())
                .putValue(
                        Variables.DISPUTE_ABOUT.name(), received.claim().about().name())
                .putValue(
                        Variables.CLAIMED_AMOUNT.name(),
                        received.claim().amount() == null
                                ? null
                                : received.claim().amount().toString());
        // Transient: it is the tenant of the case, whoever calls.
        variables.putValueTyped(
                CaseTenant.TENANT, org.camunda.bpm.engine.variable.Variables.stringValue(received.tenantId(), true));
        runtime.startProcessInstanceByKey(PROCESS, received.caseNumber().value(), variables);
    }
}
