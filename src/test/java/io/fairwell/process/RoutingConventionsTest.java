package io.fairwell.process;

import static io.fairwell.process.Models.elements;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.Expression;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;

/** Questions, answers, waits and save points: what the engine follows is what a reader sees. */
class RoutingConventionsTest {

    private static final Pattern CONDITION = Pattern.compile("\\$\\{([a-zA-Z]+)(?: == '([A-Z_]+)')?}");
    private static final Pattern TIMER = Pattern.compile("\\$\\{(deadlines\\.)?([a-zA-Z]+)}");
    private static final Pattern MESSAGE =
            Pattern.compile("(?:createMessageCorrelation|deliver|deliverToAnyWaiting)\\(\\s*\"([A-Za-z]+)\"");

    /** Everything else of the engine's namespace is a way to run code, or to move data unseen. */
    private static final List<String> ALLOWED_OF_THE_ENGINE = List.of(
            "historyTimeToLive",
            "delegateExpression",
            "asyncBefore",
            "formRef",
            "formRefBinding",
            "candidateGroups",
            "decisionRef",
            "decisionRefBinding",
            "taskListener",
            "executionListener",
            "failedJobRetryTimeCycle");

    static List<ExclusiveGateway> questions() {
        return elements(ExclusiveGateway.class).stream()
                .filter(gateway -> gateway.getOutgoing().size() > 1)
                .toList();
    }

    static List<ConditionExpression> conditions() {
        return elements(ConditionExpression.class);
    }

    static List<TimerEventDefinition> timers() {
        return elements(TimerEventDefinition.class);
    }

    static List<FlowNode> savePoints() {
        return elements(FlowNode.class).stream()
                .filter(FlowNode::isCamundaAsyncBefore)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void aGatewayAsksAndItsFlowsAnswer(ExclusiveGateway gateway) {
        assertThat(gateway.getName()).endsWith("?");
        assertThat(gateway.getOutgoing())
                .extracting(SequenceFlow::getName)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        assertThat(gateway.getDefault()).isIn(gateway.getOutgoing());
        assertThat(gateway.getOutgoing())
                .allSatisfy(flow -> assertThat(flow.getConditionExpression() == null)
                        .as(flow.getId() + " is the default or has a condition")
                        .isEqualTo(flow.equals(gateway.getDefault())));
    }

    @Test
    void onlyQuestionsHaveConditions() {
        assertThat(conditions())
                .extracting(condition -> ((SequenceFlow) condition.getParentElement())
                        .getSource()
                        .getId())
                .isSubsetOf(questions().stream().map(ExclusiveGateway::getId).toList());
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void aConditionIsOneTestOfADeclaredVariable(ConditionExpression condition) {
        Matcher parts = CONDITION.matcher(condition.getTextContent());
        assertThat(parts.matches()).as(condition.getTextContent()).isTrue();
        Map<String, Class<?>> declared = declaredVariables();

        assertThat(condition.getLanguage()).isNull();
        assertThat(declared).containsKey(parts.group(1));
        if (parts.group(2) == null) {
            assertThat(declared.get(parts.group(1))).isEqualTo(Boolean.class);
        } else {
            assertThat(declared.get(parts.group(1))).isEqualTo(String.class);
            assertThat(Vocabulary.of(parts.group(1))).as(parts.group(1)).contains(parts.group(2));
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void theAnswersOfAGatewayAreAboutOneThing(ExclusiveGateway gateway) {
        assertThat(gateway.getOutgoing().stream()
                        .filter(flow -> flow.getConditionExpression() != null)
                        .map(flow -> flow.getConditionExpression().getTextContent())
                        .map(text -> text.replaceAll(" == .*|}", ""))
                        .distinct())
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("timers")
    void aTimerTakesItsTimeFromConfigurationOrTheCase(TimerEventDefinition timer) {
        String text = timer.getChildElementsByType(Expression.class).stream()
                .map(ModelElementInstance::getTextContent)
                .collect(joining());
        Matcher parts = TIMER.matcher(text);
        assertThat(parts.matches()).as(text).isTrue();

        if (parts.group(1) == null) {
            assertThat(declaredVariables().get(parts.group(2))).isEqualTo(Date.class);
        } else {
            assertThat(Deadlines.class).hasMethods("get" + Models.camelCase(parts.group(2)));
        }
    }

    @ParameterizedTest
    @MethodSource("savePoints")
    void aSavePointSaysWhyAndHowOftenItIsRetried(FlowNode node) {
        assertThat(Models.documentation(node)).startsWith("Save point: ");
        assertThat(node.getDomElement().getChildElements().stream()
                        .flatMap(child -> child.getChildElements().stream())
                        .filter(child -> child.getLocalName().equals("failedJobRetryTimeCycle"))
                        .map(child -> child.getTextContent()))
                .singleElement()
                .asString()
                .matches("\\$\\{retries\\.[a-z]+}");
    }

    @Test
    void messagesOfTheModelsAreTheMessagesWeSend() {
        List<String> names =
                elements(Message.class).stream().map(Message::getName).toList();

        assertThat(names)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(correlated().distinct().toList());
        assertThat(elements(MessageEventDefinition.class).stream()
                        .map(event -> event.getMessage().getName())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void modelsUseNothingThatRunsCodeOrMovesDataUnseen() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        for (Models model : Models.all()) {
            Document document = factory.newDocumentBuilder().parse(model.file().toFile());
            assertThat(ofTheEngine(document.getDocumentElement()))
                    .as(model.file().toString())
                    .isNotEmpty()
                    .isSubsetOf(ALLOWED_OF_THE_ENGINE);
        }
    }

    private static Set<String> ofTheEngine(Element element) {
        Set<String> names = new TreeSet<>();
        NodeList all = element.getOwnerDocument().getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            NamedNodeMap attributes = all.item(i).getAttributes();
            Stream.concat(
                            Stream.of(all.item(i)),
                            IntStream.range(0, attributes.getLength()).mapToObj(attributes::item))
                    .filter(node -> Models.CAMUNDA.equals(node.getNamespaceURI()))
                    .forEach(node -> names.add(node.getLocalName()));
        }
        return names;
    }

    private static Map<String, Class<?>> declaredVariables() {
        return Stream.of(Variables.class.getFields())
                .map(RoutingConventionsTest::variable)
                .collect(Collectors.toMap(Variables.Variable::name, Variables.Variable::type));
    }

    private static Variables.Variable<?> variable(Field field) {
        try {
            return (Variables.Variable<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** What our code sends, read from its text: the engine offers no way to ask. */
    private static Stream<String> correlated() {
        return Models.files(Path.of("src/main/java/io/fairwell/process"), ".java").stream()
                .flatMap(file -> MESSAGE.matcher(read(file)).results())
                .map(match -> match.group(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
