package io.fairwell.process;

import org.camunda.bpm.dmn.engine.delegate.DmnDecisionEvaluationEvent;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.producer.DefaultDmnHistoryEventProducer;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.jspecify.annotations.Nullable;

/**
 * The engine remembers the decisions of business rule tasks. Those that a quote asks for on its way stand in the quote,
 * with version and rule; a dozen history entries for every look at a price would serve nobody.
 */
final class TaskDecisionHistory extends DefaultDmnHistoryEventProducer {

    @Override
    public @Nullable HistoryEvent createDecisionEvaluatedEvt(
            DelegateExecution execution, DmnDecisionEvaluationEvent evaluated) {
        return execution.getBpmnModelElementInstance() instanceof BusinessRuleTask
                ? super.createDecisionEvaluatedEvt(execution, evaluated)
                : null;
    }

    @Override
    public @Nullable HistoryEvent createDecisionEvaluatedEvt(DmnDecisionEvaluationEvent evaluated) {
        return null;
    }
}
