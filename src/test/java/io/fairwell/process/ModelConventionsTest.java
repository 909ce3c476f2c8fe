package io.fairwell.process;

import static io.fairwell.process.Models.bean;
import static io.fairwell.process.Models.camelCase;
import static io.fairwell.process.Models.camunda;
import static io.fairwell.process.Models.elements;
import static io.fairwell.process.Models.kebabCase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One verb phrase in five places: who types the label of a task finds its class, its form or its table. */
class ModelConventionsTest {

    private static final Path TASK_CLASSES = Path.of("src/main/java/io/fairwell/process/task");

    private static final Pattern CHOICE =
            Pattern.compile("input\\.choice\\(task, (?:Variables\\.(\\w+)\\.name\\(\\)|\"(\\w+)\"), Choice\\.class\\)");

    private static final Map<String, String> DECISIONS_OF_CLASSES =
            Map.of("impact", "Impacts", "refund-eta", "RefundEta");

    static List<Models> models() {
        return Models.all();
    }

    static List<Task> tasks() {
        return models().stream().flatMap(model -> model.tasks().stream()).toList();
    }

    static List<ServiceTask> serviceTasks() {
        return elements(ServiceTask.class);
    }

    static List<UserTask> userTasks() {
        return elements(UserTask.class);
    }

    static List<BusinessRuleTask> decisions() {
        return elements(BusinessRuleTask.class);
    }

    @ParameterizedTest
    @MethodSource("models")
    void aFileHoldsTheOneProcessItIsNamedAfter(Models model) {
        assertThat(model.find(Process.class)).hasSize(1);
        assertThat(model.process().getId() + ".bpmn")
                .isEqualTo(model.file().getFileName().toString());
        assertThat(model.process().isExecutable()).isTrue();
        assertThat(camunda(model.process(), "historyTimeToLive")).matches("P\\d+D");
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void aTaskIsNamedByItsLabel(Task task) {
        assertThat(task).isInstanceOfAny(ServiceTask.class, UserTask.class, BusinessRuleTask.class);
        assertThat(task.getName()).matches("[A-Z][a-z]+( [a-z-]+)+");
        assertThat(task.getId()).isEqualTo("Task_" + camelCase(task.getName()));
    }

    @ParameterizedTest
    @MethodSource("serviceTasks")
    void aServiceTaskCallsTheDelegateOfItsName(ServiceTask task) {
        String delegate = camelCase(task.getName()) + "Delegate";

        assertThat(camunda(task, "delegateExpression")).isEqualTo(bean(delegate));
        assertThat(TASK_CLASSES.resolve(delegate + ".java")).exists();
    }

    @Test
    void everyDelegateHasItsTask() {
        assertThat(names(TASK_CLASSES, "Delegate.java"))
                .containsExactlyInAnyOrderElementsOf(serviceTasks().stream()
                        .map(task -> camelCase(task.getName()))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("userTasks")
    void aUserTaskHasItsFormAndListener(UserTask task) throws ClassNotFoundException {
        String form = kebabCase(task.getName());
        String listener = camelCase(task.getName()) + "Listener";

        assertThat(camunda(task, "formRef")).isEqualTo(form);
        assertThat(camunda(task, "formRefBinding")).isEqualTo("deployment");
        assertThat(Models.FOLDER.resolve("forms/" + form + ".form")).exists();
        assertThat(camunda(task, "candidateGroups")).matches("\\$\\{groups\\.[a-z]+}");
        assertThat(below(task, CamundaTaskListener.class))
                .extracting(CamundaTaskListener::getCamundaEvent, CamundaTaskListener::getCamundaDelegateExpression)
                .containsExactlyInAnyOrder(tuple("create", bean(listener)), tuple("complete", bean(listener)));
        assertThat(TaskListener.class).isAssignableFrom(Class.forName("io.fairwell.process.task." + listener));
    }

    /** Otherwise a person chooses, and the listener finds nothing. */
    @ParameterizedTest
    @MethodSource("userTasks")
    void aFormAsksForWhatItsListenerReads(UserTask task) throws IOException, ClassNotFoundException {
        String listener = camelCase(task.getName()) + "Listener";
        Path form = Models.FOLDER.resolve("forms/" + kebabCase(task.getName()) + ".form");
        Matcher read = CHOICE.matcher(Files.readString(TASK_CLASSES.resolve(listener + ".java")));
        assertThat(read.find()).as(listener + " reads a choice").isTrue();
        String variable = read.group(1) == null ? read.group(2) : declared(read.group(1));

        assertThat(Vocabulary.options(form, variable))
                .as(variable + " in " + form)
                .containsExactlyInAnyOrderElementsOf(choices("io.fairwell.process.task." + listener + "$Choice"));
    }

    private static List<String> choices(String type) throws ClassNotFoundException {
        return Stream.of(Class.forName(type).getEnumConstants())
                .map(Object::toString)
                .toList();
    }

    private static String declared(String field) {
        try {
            return ((Variables.Variable<?>) Variables.class.getField(field).get(null)).name();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyFormAndEveryTaskListenerHasItsTask() {
        List<String> labels = userTasks().stream().map(UserTask::getName).toList();

        assertThat(names(Models.FOLDER.resolve("forms"), ".form"))
                .containsExactlyInAnyOrderElementsOf(
                        labels.stream().map(Models::kebabCase).toList());
        assertThat(names(TASK_CLASSES, "Listener.java"))
                .containsExactlyInAnyOrderElementsOf(
                        labels.stream().map(Models::camelCase).toList());
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void aDecisionIsDeployedWithTheModelAndRecorded(BusinessRuleTask task) {
        String decision = camunda(task, "decisionRef");

        assertThat(Models.FOLDER.resolve("decisions/" + decision + ".dmn")).exists();
        assertThat(camunda(task, "decisionRefBinding")).isEqualTo("deployment");
        assertThat(below(task, CamundaExecutionListener.class))
                .extracting(
                        CamundaExecutionListener::getCamundaEvent,
                        CamundaExecutionListener::getCamundaDelegateExpression)
                .containsExactly(tuple("end", "${decisionRecorder}"));
    }

    /** A decision is made in a task, or asked for by the one class that names it. */
    @Test
    void everyDecisionHasItsTaskOrItsClass() {
        assertThat(names(Models.FOLDER.resolve("decisions"), ".dmn"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                decisions().stream().map(task -> camunda(task, "decisionRef")),
                                DECISIONS_OF_CLASSES.keySet().stream())
                        .toList());
    }

    @Test
    void aClassAsksForTheDecisionItNames() throws IOException {
        for (Map.Entry<String, String> asked : DECISIONS_OF_CLASSES.entrySet()) {
            assertThat(Files.readString(Path.of("src/main/java/io/fairwell/terms", asked.getValue() + ".java")))
                    .contains("DECISION = \"" + asked.getKey() + "\"", "evaluate(");
        }
    }

    @Test
    void everyExecutionListenerIsAClassOfOurs() throws ClassNotFoundException {
        for (CamundaExecutionListener listener : elements(CamundaExecutionListener.class)) {
            String expression = listener.getCamundaDelegateExpression();
            assertThat(expression).matches("\\$\\{[a-zA-Z]+}");
            String type = camelCase(expression.substring(2, expression.length() - 1));
            assertThat(ExecutionListener.class).isAssignableFrom(Class.forName("io.fairwell.process." + type));
        }
    }

    private static <T extends ModelElementInstance> List<T> below(Task task, Class<T> kind) {
        return task.getExtensionElements() == null
                ? List.of()
                : List.copyOf(task.getExtensionElements().getChildElementsByType(kind));
    }

    private static List<String> names(Path folder, String ending) {
        return Models.files(folder, ending).stream()
                .map(file -> file.getFileName().toString())
                .map(name -> name.substring(0, name.length() - ending.length()))
                .toList();
    }
}
