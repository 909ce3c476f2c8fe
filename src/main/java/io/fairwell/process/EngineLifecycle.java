package io.fairwell.process;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.Lifecycle;
import java.util.Map;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/** The lifecycle port on the engine: a case number is a business key, a customer's act is a message. */
@Component
class EngineLifecycle implements Lifecycle {

    /** Start variable: the case of this business key has just been recorded, in the same transaction. */
    static final String RECORDED = "recorded";

    private static final String PROCESS = "cancellation";

    private final RuntimeService runtime;

    EngineLifecycle(@Lazy RuntimeService runtime) {
        this.runtime = runtime;
    }

    @Override
    public void start(CancellationCase declared) {
        // Transient, and not to be set from outside: it tells a case that is being declared from one that exists.
        VariableMap recorded = org.camunda.bpm.engine.variable.Variables.createVariables()
                .putValueTyped(RECORDED, org.camunda.bpm.engine.variable.Variables.booleanValue(true, true));
        translating(() ->
                runtime.startProcessInstanceByKey(PROCESS, declared.number().value(), recorded));
    }

    @Override
    public void codeEntered(CaseNumber number) {
        deliver("CodeEntered", number, Map.of());
    }

    @Override
    public void newCodeRequested(CaseNumber number) {
        deliver("NewCodeRequested", number, Map.of());
    }

    @Override
    public void informationReceived(CaseNumber number) {
        deliver("InformationReceived", number, Map.of());
    }

    @Override
    public void offerDecided(CaseNumber number, boolean accepted) {
        deliver("OfferDecided", number, Map.of(Variables.CUSTOMER_STAYS.name(), accepted));
    }

    @Override
    public void offerAccepted(CaseNumber number) {
        deliver("OfferAccepted", number, Map.of());
    }

    @Override
    public void confirmationReceived(CaseNumber number) {
        runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value(), PROCESS)
                .list()
                .forEach(instance -> runtime.setVariable(instance.getId(), Variables.DRAFT.name(), false));
        deliverToAnyWaiting("ConfirmationReceived", number);
    }

    private void deliverToAnyWaiting(String message, CaseNumber number) {
        translating(() -> runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(number.value())
                .correlateAll());
    }

    @Override
    public void factsChanged(CaseNumber number) {
        deliverToAnyWaiting("FactsChanged", number);
    }

    @Override
    public void rightsMoved(CaseNumber number) {
        deliver("RightsMoved", number, Map.of(Variables.RIGHTS_TO_MOVE.name(), false));
    }

    @Override
    public void superseded(CaseNumber number) {
        deliver("RequestSuperseded", number, Map.of());
    }

    @Override
    public void withdrawn(CaseNumber number) {
        deliver("RequestWithdrawn", number, Map.of());
    }

    @Override
    public void stopped(CaseNumber number) {
        deliver("StoppedBySupport", number, Map.of());
    }

    @Override
    public void confirmedElsewhere(CaseNumber number) {
        deliver("ConfirmedElsewhere", number, Map.of());
    }

    @Override
    public void returnReceived(CaseNumber number) {
        deliver("ReturnArrived", number, Map.of());
    }

    private void deliver(String message, CaseNumber number, Map<String, Object> variables) {
        translating(() -> runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(number.value())
                .setVariables(variables)
                .correlate());
    }

    /**
     * The case said that this is possible, yet the process has moved on or does not wait for it yet: somebody else was
     * faster, and the whole transaction can be tried again.
     */
    private static void translating(Runnable call) {
        try {
            call.run();
        } catch (MismatchingMessageCorrelationException | OptimisticLockingException e) {
            throw new OptimisticLockingFailureException("the process has moved on", e);
        }
    }
}
