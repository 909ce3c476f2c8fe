package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.di.DiagramElement;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The picture shows the whole model, and shows it so that it can be read. */
class DiagramConventionsTest {

    static List<Models> models() {
        return Models.all();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everythingIsDrawnOnceAndWhereItBelongs(Models model) {
        for (BpmnPlane plane : model.planes()) {
            List<BaseElement> belonging = new ArrayList<>();
            model.find(FlowElement.class).stream()
                    .filter(element -> model.scopeOnPlane(element).equals(plane.getBpmnElement()))
                    .forEach(belonging::add);

            assertThat(shown(plane)).as(plane.getId()).containsExactlyInAnyOrderElementsOf(belonging);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void nodesAreShapesAndFlowsAreEdges(Models model) {
        for (BpmnPlane plane : model.planes()) {
            for (DiagramElement drawn : plane.getDiagramElements()) {
                assertThat(element(drawn))
                        .isInstanceOf(drawn instanceof BpmnEdge ? SequenceFlow.class : FlowNode.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void aCollapsedStageOpensOnItsOwnPlane(Models model) {
        List<BaseElement> ownPlanes =
                model.planes().stream().map(BpmnPlane::getBpmnElement).toList();

        assertThat(ownPlanes).doesNotHaveDuplicates().contains(model.process());
        for (SubProcess stage : model.find(SubProcess.class)) {
            assertThat(ownPlanes.contains(stage)).as(stage.getId()).isEqualTo(!isExpanded(model, stage));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void labelsAreTidyAndWhatIsNotAMereJoinHasOne(Models model) {
        for (FlowElement element : model.find(FlowElement.class)) {
            String label = element.getName() == null ? "" : element.getName();
            assertThat(label).as(element.getId()).isEqualTo(label.strip()).doesNotContain("  ", "\n");
            if (element.getId().matches("(Event|Task|SubProcess)_.*")) {
                assertThat(label).as(element.getId()).isNotEmpty();
            }
        }
    }

    @Test
    void idsAreUniqueOverAllModelsAndSayWhatTheyName() {
        assertThat(models().stream()
                        .flatMap(model -> model.find(FlowElement.class).stream())
                        .map(FlowElement::getId))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("(Event|Task|SubProcess|Gateway|Flow)_[A-Z][A-Za-z]*(_[A-Z][A-Za-z]*)?"));
    }

    /** Flows may share a line where they come from the same element or lead to the same one. */
    @ParameterizedTest
    @MethodSource("models")
    void flowsDoNotCross(Models model) {
        List<String> crossings = new ArrayList<>();
        for (BpmnPlane plane : model.planes()) {
            List<BpmnEdge> edges = plane.getDiagramElements().stream()
                    .filter(BpmnEdge.class::isInstance)
                    .map(BpmnEdge.class::cast)
                    .toList();
            for (int i = 0; i < edges.size(); i++) {
                for (BpmnEdge other : edges.subList(i + 1, edges.size())) {
                    if (cross(edges.get(i), other)) {
                        crossings.add(edges.get(i).getId() + " x " + other.getId());
                    }
                }
            }
        }
        assertThat(crossings).isEmpty();
    }

    private static boolean cross(BpmnEdge one, BpmnEdge other) {
        SequenceFlow first = (SequenceFlow) one.getBpmnElement();
        SequenceFlow second = (SequenceFlow) other.getBpmnElement();
        if (first.getSource().equals(second.getSource()) || first.getTarget().equals(second.getTarget())) {
            return false;
        }
        return segments(one).stream()
                .anyMatch(segment -> segments(other).stream().anyMatch(segment::intersectsLine));
    }

    private static List<Line2D> segments(BpmnEdge edge) {
        List<Waypoint> points = List.copyOf(edge.getWaypoints());
        List<Line2D> segments = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            Waypoint from = points.get(i - 1);
            Waypoint to = points.get(i);
            segments.add(new Line2D.Double(from.getX(), from.getY(), to.getX(), to.getY()));
        }
        return segments;
    }

    private static boolean isExpanded(Models model, SubProcess stage) {
        return model.find(BpmnShape.class).stream()
                .filter(shape -> shape.getBpmnElement().equals(stage))
                .anyMatch(BpmnShape::isExpanded);
    }

    private static List<BaseElement> shown(BpmnPlane plane) {
        return plane.getDiagramElements().stream()
                .map(DiagramConventionsTest::element)
                .toList();
    }

    private static BaseElement element(DiagramElement drawn) {
        return drawn instanceof BpmnEdge edge ? edge.getBpmnElement() : ((BpmnShape) drawn).getBpmnElement();
    }
}
