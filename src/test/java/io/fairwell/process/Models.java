package io.fairwell.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnDiagram;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** The process models as analysts left them, in the order of their file names. */
record Models(Path file, BpmnModelInstance model) {

    static final Path FOLDER = Path.of("processes");
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    static List<Models> all() {
        return files(FOLDER, ".bpmn").stream()
                .map(file -> new Models(file, Bpmn.readModelFromFile(file.toFile())))
                .toList();
    }

    static Models named(String process) {
        Path file = FOLDER.resolve(process + ".bpmn");
        return new Models(file, Bpmn.readModelFromFile(file.toFile()));
    }

    /** All elements of a kind in all models. */
    static <T extends ModelElementInstance> List<T> elements(Class<T> kind) {
        return all().stream().flatMap(model -> model.find(kind).stream()).toList();
    }

    static List<Path> files(Path folder, String extension) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T extends ModelElementInstance> Collection<T> find(Class<T> kind) {
        return model.getModelElementsByType(kind);
    }

    /** The one process of the file. */
    Process process() {
        return find(Process.class).iterator().next();
    }

    List<BpmnPlane> planes() {
        return find(BpmnDiagram.class).stream().map(BpmnDiagram::getBpmnPlane).toList();
    }

    /** Where somebody looks for an element: the nearest scope around it that is drawn on a plane of its own. */
    BaseElement scopeOnPlane(BaseElement element) {
        List<BaseElement> drawn =
                planes().stream().map(BpmnPlane::getBpmnElement).toList();
        ModelElementInstance scope = element.getParentElement();
        while (!drawn.contains(scope)) {
            scope = scope.getParentElement();
        }
        return (BaseElement) scope;
    }

    /** In the order of the file, which is the order they were drawn in. */
    List<Task> tasks() {
        String text = Bpmn.convertToString(model);
        return find(FlowNode.class).stream()
                .filter(Task.class::isInstance)
                .map(Task.class::cast)
                .sorted(Comparator.comparingInt(task -> text.indexOf(" id=\"" + task.getId() + "\"")))
                .toList();
    }

    /** An attribute of the engine's own namespace, or an empty text. */
    static String camunda(BaseElement element, String attribute) {
        String value = element.getAttributeValueNs(CAMUNDA, attribute);
        return value == null ? "" : value;
    }

    static String documentation(BaseElement element) {
        return element.getDocumentations().stream()
                .map(text -> text.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    /** "Put renewal on hold" becomes "PutRenewalOnHold". */
    static String camelCase(String label) {
        return Stream.of(label.split("[ -]"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .reduce("", String::concat);
    }

    static String bean(String name) {
        return "${" + Character.toLowerCase(name.charAt(0)) + name.substring(1) + "}";
    }

    /** "Put renewal on hold" becomes "put-renewal-on-hold". */
    static String kebabCase(String label) {
        return label.toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
