package io.fairwell.process;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * The pictures in the documentation are of the models as they are. A stale one is exported again: open the model in the
 * Camunda Modeler, open the plane, export it as SVG under the name of the plane's element.
 */
class PicturesTest {

    private static final int LARGEST = 300_000;

    static List<BpmnPlane> planes() {
        return Models.all().stream().flatMap(model -> model.planes().stream()).toList();
    }

    @Test
    void everyPlaneHasItsPictureAndEveryPictureItsPlane() {
        assertThat(Models.files(Path.of("docs/images"), ".svg"))
                .containsExactlyInAnyOrderElementsOf(
                        planes().stream().map(ProcessDocument::picture).toList());
    }

    @ParameterizedTest
    @MethodSource("planes")
    void aPictureShowsEveryElementWithItsLabel(BpmnPlane plane) throws Exception {
        Map<String, String> drawn = new TreeMap<>();
        for (Element group : groups(plane)) {
            drawn.merge(group.getAttribute("data-element-id").replaceAll("_label$", ""), text(group), String::concat);
        }

        assertThat(drawn).isEqualTo(elements(plane));
    }

    @ParameterizedTest
    @MethodSource("planes")
    void aPictureShowsEveryElementWhereTheModelHasIt(BpmnPlane plane) throws Exception {
        Map<String, String> places = groups(plane).stream()
                .filter(group -> group.getAttribute("class").contains("djs-shape"))
                .filter(group -> !group.getAttribute("data-element-id").endsWith("_label"))
                .collect(toMap(
                        group -> group.getAttribute("data-element-id"),
                        group -> group.getAttribute("transform").replaceAll("matrix\\(1 0 0 1 |\\)", "")));

        assertThat(places)
                .isEqualTo(plane.getDiagramElements().stream()
                        .filter(BpmnShape.class::isInstance)
                        .map(BpmnShape.class::cast)
                        .collect(toMap(shape -> shape.getBpmnElement().getId(), shape -> place(shape.getBounds()))));
    }

    @ParameterizedTest
    @MethodSource("planes")
    void aPictureNeedsNothingFromElsewhere(BpmnPlane plane) throws IOException {
        assertThat(Files.readString(ProcessDocument.picture(plane)))
                .hasSizeLessThan(LARGEST)
                .doesNotContain("<script", "<image", "<foreignObject", "@import", "@font-face", "href=")
                .doesNotContainPattern("url\\((?!&quot;#|'?#)")
                .contains("font-family: Arial, sans-serif");
    }

    private static Map<String, String> elements(BpmnPlane plane) {
        return plane.getDiagramElements().stream()
                .map(drawn ->
                        drawn instanceof BpmnEdge edge ? edge.getBpmnElement() : ((BpmnShape) drawn).getBpmnElement())
                .collect(toMap(BaseElement::getId, PicturesTest::label, String::concat, TreeMap::new));
    }

    private static String label(BaseElement element) {
        String name = ((FlowElement) element).getName();
        return name == null ? "" : name.replaceAll("\\s", "");
    }

    private static String place(Bounds bounds) {
        return "%.0f %.0f".formatted(bounds.getX(), bounds.getY());
    }

    private static List<Element> groups(BpmnPlane plane) throws Exception {
        String svg = Files.readString(ProcessDocument.picture(plane)).replaceFirst("<!DOCTYPE[^>]*>", "");
        return all(
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(new InputSource(new StringReader(svg)))
                                .getDocumentElement(),
                        "g")
                .filter(group -> group.hasAttribute("data-element-id"))
                .toList();
    }

    /** Lines are broken where they fit, so blanks do not count. */
    private static String text(Element group) {
        return all(group, "text")
                .map(Node::getTextContent)
                .reduce("", String::concat)
                .replaceAll("\\s", "");
    }

    private static Stream<Element> all(Element below, String tag) {
        NodeList found = below.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }
}
