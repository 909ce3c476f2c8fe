package io.fairwell.process.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which elements and attributes a kind of file may have. What is not listed is refused: a new way to run code that the
 * engine learns is refused without anybody having heard of it.
 *
 * @param root name of the outermost element
 * @param prefixes by namespace
 * @param attributes by element
 * @param drawing prefixes of what only draws the diagram
 */
record AllowedXml(String root, Map<String, String> prefixes, Map<String, Set<String>> attributes, Set<String> drawing) {

    private static final String MODELER = "modeler:executionPlatform modeler:executionPlatformVersion";

    static final AllowedXml BPMN = new AllowedXml(
            "bpmn:definitions",
            Map.of(
                    "http://www.omg.org/spec/BPMN/20100524/MODEL", "bpmn",
                    "http://camunda.org/schema/1.0/bpmn", "camunda",
                    "http://www.w3.org/2001/XMLSchema-instance", "xsi",
                    "http://camunda.org/schema/modeler/1.0", "modeler",
                    "http://www.omg.org/spec/BPMN/20100524/DI", "bpmndi",
                    "http://www.omg.org/spec/DD/20100524/DC", "dc",
                    "http://www.omg.org/spec/DD/20100524/DI", "di",
                    "http://bpmn.io/schema/bpmn/biocolor/1.0", "bioc",
                    "http://www.omg.org/spec/BPMN/non-normative/color/1.0", "color"),
            table("""
                    bpmn:definitions id name targetNamespace exporter exporterVersion %s
                    bpmn:process id name isExecutable camunda:historyTimeToLive camunda:versionTag
                    bpmn:collaboration id
                    bpmn:participant id name processRef
                    bpmn:laneSet id
                    bpmn:lane id name
                    bpmn:flowNodeRef
                    bpmn:documentation id
                    bpmn:extensionElements
                    bpmn:incoming
                    bpmn:outgoing
                    bpmn:sequenceFlow id name sourceRef targetRef
                    bpmn:conditionExpression id xsi:type
                    bpmn:startEvent id name isInterrupting
                    bpmn:endEvent id name
                    bpmn:boundaryEvent id name attachedToRef cancelActivity
                    bpmn:intermediateCatchEvent id name
                    bpmn:intermediateThrowEvent id name
                    bpmn:messageEventDefinition id messageRef
                    bpmn:timerEventDefinition id
                    bpmn:timeDate id xsi:type
                    bpmn:timeDuration id xsi:type
                    bpmn:errorEventDefinition id errorRef
                    bpmn:escalationEventDefinition id escalationRef
                    bpmn:terminateEventDefinition id
                    bpmn:message id name
                    bpmn:error id name errorCode
                    bpmn:escalation id name escalationCode
                    bpmn:exclusiveGateway id name default
                    bpmn:inclusiveGateway id name default
                    bpmn:parallelGateway id name
                    bpmn:eventBasedGateway id name
                    bpmn:subProcess id name triggeredByEvent
                    bpmn:serviceTask id name camunda:delegateExpression camunda:asyncBefore
                    bpmn:userTask id name camunda:formRef camunda:formRefBinding camunda:candidateGroups
                    bpmn:businessRuleTask id name camunda:decisionRef camunda:decisionRefBinding
                    bpmn:textAnnotation id
                    bpmn:text
                    bpmn:association id sourceRef targetRef associationDirection
                    bpmn:group id categoryValueRef
                    bpmn:category id
                    bpmn:categoryValue id value
                    camunda:executionListener event delegateExpression
                    camunda:taskListener event delegateExpression
                    camunda:failedJobRetryTimeCycle
                    """.formatted(MODELER)),
            Set.of("bpmndi", "dc", "di", "bioc", "color"));

    static final AllowedXml DMN = new AllowedXml(
            "dmn:definitions",
            Map.of(
                    "https://www.omg.org/spec/DMN/20191111/MODEL/", "dmn",
                    "http://www.omg.org/spec/DMN/20180521/MODEL/", "dmn",
                    "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "dmn",
                    "http://camunda.org/schema/1.0/dmn", "camunda",
                    "http://camunda.org/schema/modeler/1.0", "modeler",
                    "https://www.omg.org/spec/DMN/20191111/DMNDI/", "dmndi",
                    "http://www.omg.org/spec/DMN/20180521/DMNDI/", "dmndi",
                    "http://www.omg.org/spec/DMN/20180521/DC/", "dc",
                    "http://www.omg.org/spec/DMN/20180521/DI/", "di",
                    "http://bpmn.io/schema/dmn/biodi/2.0", "biodi"),
            table("""
                    dmn:definitions id name namespace exporter exporterVersion expressionLanguage typeLanguage %s
                    dmn:description
                    dmn:inputData id name
                    dmn:variable id name typeRef
                    dmn:informationRequirement id
                    dmn:requiredInput href
                    dmn:requiredDecision href
                    dmn:decision id name camunda:historyTimeToLive camunda:versionTag
                    dmn:decisionTable id hitPolicy aggregation preferredOrientation
                    dmn:literalExpression id expressionLanguage typeRef
                    dmn:input id label camunda:inputVariable biodi:width
                    dmn:inputExpression id typeRef expressionLanguage
                    dmn:inputValues id expressionLanguage
                    dmn:output id label name typeRef biodi:width
                    dmn:outputValues id expressionLanguage
                    dmn:rule id
                    dmn:inputEntry id expressionLanguage
                    dmn:outputEntry id expressionLanguage
                    dmn:text
                    dmn:textAnnotation id
                    dmn:association id
                    dmn:sourceRef href
                    dmn:targetRef href
                    """.formatted(MODELER)),
            Set.of("dmndi", "dc", "di", "biodi"));

    /** What is in the file and not on the list. */
    List<Finding> check(String resource, XmlTree.Element tree) {
        List<Finding> findings = new ArrayList<>();
        if (!tree.name().equals(root)) {
            findings.add(Finding.ofElement(resource, tree.id(), Fault.ELEMENT_NOT_ALLOWED, tree.name()));
            return findings;
        }
        tree.visit(element -> check(resource, element, findings));
        return findings;
    }

    private void check(String resource, XmlTree.Element element, List<Finding> findings) {
        Set<String> allowed = attributes.get(element.name());
        if (allowed == null && !isDrawing(element.name())) {
            findings.add(Finding.ofElement(resource, element.id(), Fault.ELEMENT_NOT_ALLOWED, element.name()));
            return;
        }
        for (String attribute : element.attributes().keySet()) {
            boolean drawn = allowed == null && (!attribute.contains(":") || isDrawing(attribute));
            if (!drawn && (allowed == null || !allowed.contains(attribute))) {
                findings.add(Finding.ofElement(
                        resource, element.id(), Fault.ATTRIBUTE_NOT_ALLOWED, attribute, element.name()));
            }
        }
    }

    private boolean isDrawing(String name) {
        return drawing.contains(name.split(":", 2)[0]);
    }

    private static Map<String, Set<String>> table(String lines) {
        Map<String, Set<String>> table = new HashMap<>();
        for (String line : lines.strip().split("\n")) {
            List<String> words = Arrays.asList(line.strip().split(" +"));
            table.put(words.get(0), words.stream().skip(1).collect(Collectors.toUnmodifiableSet()));
        }
        return Map.copyOf(table);
    }
}
