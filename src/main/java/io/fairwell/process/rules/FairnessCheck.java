package io.fairwell.process.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;

/** Finds what a customer could no longer rely on, whatever way a case takes through the model of a cancellation. */
final class FairnessCheck {

    static final String PROCESS = "cancellation";

    private static final String START = "Event_CancellationRequested";
    private static final List<String> OFFERS = List.of("Task_SendOffer", "Task_TalkToCustomer");
    private static final List<String> BEFORE_OFFERS =
            List.of("Task_RegisterRequest", "Task_PutRenewalOnHold", "Task_DecideRegulation", "Task_ChooseOffer");
    /** Each way to end, with the task that writes to the customer about it. */
    private static final Map<String, String> LETTERS = letters();

    private final String resource;
    private final BpmnModelInstance model;
    private final Paths paths;
    private final List<Finding> findings = new ArrayList<>();

    FairnessCheck(String resource, BpmnModelInstance model) {
        this.resource = resource;
        this.model = model;
        this.paths = new Paths(model);
    }

    private static Map<String, String> letters() {
        Map<String, String> letters = new LinkedHashMap<>();
        letters.put("Event_Completed", "Task_ConfirmCancellation");
        letters.put("Event_Retained", "Task_ConfirmRetention");
        letters.put("Event_Withdrawn", "Task_ConfirmWithdrawal");
        letters.put("Event_Rejected", "Task_ExplainRejection");
        letters.put("Event_Superseded", "Task_ConfirmSupersession");
        return letters;
    }

    List<Finding> findings() {
        if (model.getModelElementById(START) == null) {
            add(START, Fault.ELEMENT_MISSING, START);
            return findings;
        }
        everythingIsReached();
        offersAreMadeOnceAndNotTooEarly();
        onlyAYesRetains();
        everyEndHasItsLetter();
        return findings;
    }

    private void everythingIsReached() {
        Set<String> reached = paths.after(START);
        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            boolean overdue =
                    node instanceof org.camunda.bpm.model.bpmn.instance.SubProcess stage && stage.triggeredByEvent();
            if (!node.getId().equals(START) && !overdue && !reached.contains(node.getId())) {
                add(node.getId(), Fault.NEVER_REACHED);
            }
        }
    }

    private void offersAreMadeOnceAndNotTooEarly() {
        for (String offer : OFFERS) {
            if (OFFERS.stream().anyMatch(paths.after(offer)::contains)) {
                add(offer, Fault.SECOND_OFFER);
            }
            for (String before : BEFORE_OFFERS) {
                if (paths.without(before + Paths.DONE).after(START).contains(offer)) {
                    add(offer, Fault.OFFER_TOO_EARLY, before);
                }
            }
            if (paths.without(flowsOn("${offerAllowed}")).after(START).contains(offer)) {
                add(offer, Fault.OFFER_NOT_ALLOWED);
            }
        }
    }

    /** What the customer says in a message, or what an agent records of a talk, and nothing else. */
    private void onlyAYesRetains() {
        Set<String> saidNothing = paths.without("Event_OfferAccepted")
                .without(flowsOn("${customerStays}"))
                .after(START);
        for (String retained : List.of("Event_Retained", "Task_ApplyOffer")) {
            if (saidNothing.contains(retained)) {
                add(retained, Fault.RETAINED_WITHOUT_YES);
            }
        }
    }

    private void everyEndHasItsLetter() {
        LETTERS.forEach((end, letter) -> {
            if (paths.without(letter + Paths.DONE).after(START).contains(end)) {
                add(end, Fault.NO_LETTER, letter);
            }
        });
        for (Process process : model.getModelElementsByType(Process.class)) {
            for (EndEvent end : process.getChildElementsByType(EndEvent.class)) {
                if (!LETTERS.containsKey(end.getId())) {
                    add(end.getId(), Fault.OTHER_END, String.join(", ", LETTERS.keySet()));
                }
            }
        }
    }

    private String[] flowsOn(String condition) {
        return model.getModelElementsByType(SequenceFlow.class).stream()
                .filter(flow -> flow.getConditionExpression() != null)
                .filter(flow -> condition.equals(
                        flow.getConditionExpression().getTextContent().strip()))
                .map(SequenceFlow::getId)
                .toArray(String[]::new);
    }

    private void add(String element, Fault fault, Object... arguments) {
        findings.add(Finding.ofElement(resource, element, fault, arguments));
    }
}
