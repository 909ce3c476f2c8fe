package io.fairwell.process;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.CaseChanged;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.privacy.Erasures;
import io.fairwell.privacy.Retention;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.VariableMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What happens to a case's personal data once the case has ended: its own life, which is years longer. */
@Component
public class Aftercare implements SmartInitializingSingleton {

    static final String PROCESS = "aftercare";

    private static final Logger LOG = LoggerFactory.getLogger(Aftercare.class);
    private static final int BATCH = 100;
    private static final Set<CaseEvent.Kind> ENDS = Set.of(
            CaseEvent.Kind.COMPLETED, CaseEvent.Kind.RETAINED, CaseEvent.Kind.WITHDRAWN, CaseEvent.Kind.REJECTED);

    private final CancellationCases cases;
    private final Retention retention;
    private final Erasures erasures;
    private final Deadlines deadlines;
    private final RuntimeService runtime;
    private final TransactionOperations transaction;

    Aftercare(
            CancellationCases cases,
            Retention retention,
            Erasures erasures,
            Deadlines deadlines,
            @Lazy RuntimeService runtime,
            TransactionOperations transaction) {
        this.cases = cases;
        this.retention = retention;
        this.erasures = erasures;
        this.deadlines = deadlines;
        this.runtime = runtime;
        this.transaction = transaction;
    }

    /** In the transaction that ends the case. */
    @EventListener
    void on(CaseChanged change) {
        boolean ends = change.events().stream().anyMatch(event -> ENDS.contains(event.kind()));
        if (ends && change.changed().endedAt() != null) {
            begin(change.changed());
        }
    }

    private void begin(CancellationCase ended) {
        VariableMap variables = org.camunda.bpm.engine.variable.Variables.createVariables()
                .putValue(Variables.CASE_NUMBER.name(), ended.number().value())
                .putValue(Variables.SUBSCRIPTION_ID.name(), ended.request().subscriptionId());
        // Transient: it is the tenant of the case, whoever calls.
        variables.putValueTyped(
                CaseTenant.TENANT, org.camunda.bpm.engine.variable.Variables.stringValue(ended.tenantId(), true));
        runtime.startProcessInstanceByKey(PROCESS, ended.number().value(), variables);
    }

    /** Cases that ended before there was such a process. */
    @Override
    public void afterSingletonsInstantiated() {
        int begun = 0;
        List<CaseNumber> batch = retention.forgotten(BATCH);
        while (!batch.isEmpty()) {
            for (CaseNumber number : batch) {
                transaction.executeWithoutResult(status -> begin(cases.get(number)));
            }
            begun += batch.size();
            batch = retention.forgotten(BATCH);
        }
        if (begun > 0) {
            LOG.info("{} cases that had ended before are now restricted, and erased when their time is over", begun);
        }
    }

    public void restrict(DelegateExecution execution) {
        CaseNumber number = new CaseNumber(execution.getProcessBusinessKey());
        Variables.RETAIN_UNTIL.set(execution, Date.from(retention.restrict(number)));
    }

    /** What still needs the data, a dispute for example, is waited for. */
    public void erase(DelegateExecution execution) {
        boolean erased = erasures.erase(new CaseNumber(execution.getProcessBusinessKey()));
        Variables.PERSONAL_DATA_ERASED.set(execution, erased);
        if (!erased) {
            Variables.RETAIN_UNTIL.set(execution, Date.from(deadlines.eraseAgain()));
        }
    }
}
