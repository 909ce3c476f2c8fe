package io.fairwell.process;

import io.fairwell.refund.DiscrepancyFound;
import io.fairwell.refund.DiscrepancyResolved;
import io.fairwell.refund.Finding;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/** Makes a difference between our books and the gateway's work for support, once, until somebody has resolved it. */
@Component
class Discrepancies {

    private static final String PROCESS = "refund-discrepancy";

    private final RuntimeService runtime;

    Discrepancies(@Lazy RuntimeService runtime) {
        this.runtime = runtime;
    }

    /** The same finding may be told more than once, by two nodes at a time too: the second task is a nuisance, no harm. */
    @EventListener
    @Transactional
    void on(DiscrepancyFound found) {
        Finding finding = found.finding();
        if (finding.resolution() == null && !isWork(finding)) {
            String key =
                    finding.caseNumber() == null ? null : finding.caseNumber().value();
            runtime.startProcessInstanceByKey(PROCESS, key, variables(finding, key));
        }
    }

    private boolean isWork(Finding finding) {
        return runtime.createProcessInstanceQuery()
                        .processDefinitionKey(PROCESS)
                        .variableValueEquals(
                                Variables.FINDING_ID.name(), finding.id().toString())
                        .count()
                > 0;
    }

    private static Map<String, Object> variables(Finding finding, @Nullable String caseNumber) {
        Map<String, Object> variables = new HashMap<>();
        if (caseNumber != null) {
            variables.put(Variables.CASE_NUMBER.name(), caseNumber);
        }
        variables.put(Variables.FINDING_ID.name(), finding.id().toString());
        variables.put(Variables.FINDING_KIND.name(), finding.kind().name());
        variables.put(Variables.PAYMENT_KEY.name(), finding.key());
        variables.put(Variables.OUR_BOOKS.name(), finding.ours());
        variables.put(Variables.GATEWAY_BOOKS.name(), finding.theirs());
        variables.put(CaseTenant.TENANT, finding.tenantId());
        return variables;
    }

    /** By other means than the task, which is gone already when it was by the task. */
    @TransactionalEventListener
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void on(DiscrepancyResolved resolved) {
        runtime.createMessageCorrelation("DiscrepancyGone")
                .processInstanceVariableEquals(
                        Variables.FINDING_ID.name(), resolved.findingId().toString())
                .correlateAll();
    }
}
