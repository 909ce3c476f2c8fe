package io.fairwell.process.rules;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EscalationEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.xml.ModelInstance;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/**
 * Every way a case can take through a model, sub-processes included. A node is entered under its id and left under
 * its id with {@link #DONE} behind it, so that an interrupted task counts as begun and not as done.
 */
public final class Paths {

    public static final String DONE = ".done";

    private final Map<String, Set<String>> next = new HashMap<>();
    private final Set<String> cut = new HashSet<>();

    public Paths(ModelInstance model) {
        Collection<FlowNode> nodes = model.getModelElementsByType(FlowNode.class);
        nodes.forEach(this::connect);
        model.getModelElementsByType(BoundaryEvent.class).forEach(boundary -> attach(boundary, nodes));
        model.getModelElementsByType(SequenceFlow.class).forEach(flow -> {
            edge(flow.getSource().getId() + DONE, flow.getId());
            edge(flow.getId(), flow.getTarget().getId());
        });
    }

    /** The same ways without the ones through these: ids of flows, or of nodes, with {@link #DONE} or without. */
    public Paths without(String... ids) {
        Paths fewer = new Paths(this);
        fewer.cut.addAll(Set.of(ids));
        return fewer;
    }

    private Paths(Paths other) {
        next.putAll(other.next);
        cut.addAll(other.cut);
    }

    /** What can still happen after that, not counting the node itself unless a way leads back. */
    public Set<String> after(String from) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(next.getOrDefault(from, Set.of()));
        while (!open.isEmpty()) {
            String node = open.pop();
            if (!cut.contains(node) && reached.add(node)) {
                open.addAll(next.getOrDefault(node, Set.of()));
            }
        }
        return reached;
    }

    private void connect(FlowNode node) {
        if (node instanceof SubProcess stage) {
            enter(stage);
        } else if (!(node instanceof EndEvent)) {
            edge(node.getId(), node.getId() + DONE);
        } else if (thrown((EndEvent) node).isEmpty() && node.getParentElement() instanceof SubProcess stage) {
            edge(node.getId(), stage.getId() + DONE);
        }
    }

    /** An event sub-process can begin whenever what surrounds it has begun; nothing comes after it. */
    private void enter(SubProcess stage) {
        ModelElementInstance around = stage.getParentElement();
        String from = stage.triggeredByEvent() ? start(around) : stage.getId();
        edge(from, start(stage));
    }

    private static String start(ModelElementInstance scope) {
        return scope.getChildElementsByType(StartEvent.class).iterator().next().getId();
    }

    /** A message or a timer can come at any point inside; what is thrown comes from the events that throw it. */
    private void attach(BoundaryEvent boundary, Collection<FlowNode> nodes) {
        Set<String> caught = thrown(boundary);
        if (caught.isEmpty()) {
            edge(boundary.getAttachedTo().getId(), boundary.getId());
        }
        for (FlowNode inner : nodes) {
            boolean throwing = inner instanceof EndEvent end && thrown(end).equals(caught);
            if (inside(inner, boundary.getAttachedTo()) && (caught.isEmpty() || throwing)) {
                edge(inner.getId(), boundary.getId());
            }
        }
    }

    private static boolean inside(FlowNode inner, ModelElementInstance scope) {
        ModelElementInstance parent = inner.getParentElement();
        while (parent != null && !parent.equals(scope)) {
            parent = parent.getParentElement();
        }
        return parent != null;
    }

    private static Set<String> thrown(Event event) {
        return event.getChildElementsByType(EventDefinition.class).stream()
                .map(Paths::reference)
                .filter(reference -> !reference.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String reference(EventDefinition definition) {
        if (definition instanceof EscalationEventDefinition escalation) {
            return escalation.getEscalation().getId();
        }
        return definition instanceof ErrorEventDefinition error
                ? error.getError().getId()
                : "";
    }

    private void edge(String from, String to) {
        next.computeIfAbsent(from, any -> new LinkedHashSet<>()).add(to);
    }
}
