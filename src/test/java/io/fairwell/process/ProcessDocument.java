package io.fairwell.process;

import static io.fairwell.process.Models.camelCase;
import static io.fairwell.process.Models.camunda;
import static io.fairwell.process.Models.kebabCase;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;

/** The page about the processes, written from the models, so that it cannot say anything else than they do. */
final class ProcessDocument {

    static final Path FILE = Path.of("docs/process.md");

    private static final String HEAD = """
            # The processes, task by task

            Written from the models in `processes/`; after a change of a model:
            `mvn test -Dtest=ProcessDocumentTest -Dfairwell.docs=write`.
            The pictures are exported from the Camunda Modeler as SVG, one for each plane, named by the id of what it shows.

            White: done by Fairwell. Blue: done by a person. Orange: decided by a table. Purple: a stage with a picture of its own.

            """;

    private ProcessDocument() {}

    static String text() {
        List<Models> models = Models.all();
        return HEAD
                + "## All tasks\n\n| Stage | Task | Kind | Done by |\n|---|---|---|---|\n"
                + models.stream().map(ProcessDocument::rows).collect(Collectors.joining())
                + models.stream().map(ProcessDocument::pictures).collect(Collectors.joining());
    }

    /** A picture for a plane, named after what the plane shows. */
    static Path picture(BpmnPlane plane) {
        return Path.of("docs/images", plane.getBpmnElement().getId() + ".svg");
    }

    private static String rows(Models model) {
        return model.planes().stream()
                .map(BpmnPlane::getBpmnElement)
                .flatMap(stage -> model.tasks().stream()
                        .filter(task -> model.scopeOnPlane(task).equals(stage))
                        .map(task -> row(stage, task)))
                .collect(Collectors.joining());
    }

    private static String row(BaseElement stage, Task task) {
        return "| %s | %s | %s | %s |\n".formatted(name(stage), task.getName(), kind(task), doneBy(task));
    }

    private static String kind(Task task) {
        if (task instanceof UserTask) {
            return "person";
        }
        return task instanceof BusinessRuleTask ? "decision" : "service";
    }

    private static String doneBy(Task task) {
        if (task instanceof UserTask) {
            String form = kebabCase(task.getName()) + ".form";
            String group = camunda(task, "candidateGroups").replaceAll("\\$\\{groups\\.|}", "");
            return "%s, [%s](../processes/forms/%s)".formatted(group, form, form);
        }
        if (task instanceof BusinessRuleTask) {
            String table = camunda(task, "decisionRef") + ".dmn";
            return "[%s](../processes/decisions/%s)".formatted(table, table);
        }
        String delegate = camelCase(task.getName()) + "Delegate";
        return "[%s](../src/main/java/io/fairwell/process/task/%s.java)".formatted(delegate, delegate);
    }

    private static String pictures(Models model) {
        return model.planes().stream().map(ProcessDocument::section).collect(Collectors.joining());
    }

    private static String section(BpmnPlane plane) {
        BaseElement shown = plane.getBpmnElement();
        String about = Models.documentation(shown);
        return "\n%s %s\n\n%s![%s](images/%s)\n"
                .formatted(
                        shown instanceof Process ? "##" : "###",
                        name(shown),
                        about.isEmpty() ? "" : about + "\n\n",
                        name(shown),
                        picture(plane).getFileName());
    }

    private static String name(BaseElement stage) {
        return stage instanceof Process process ? process.getName() : ((FlowElement) stage).getName();
    }
}
