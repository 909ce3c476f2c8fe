package io.fairwell.process.rules;

import io.fairwell.process.rules.ModelFacts.Role;
import io.fairwell.process.rules.XmlTree.Element;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds what a process model says to the engine that it must not, in the places where it may say anything at all. */
final class ModelCheck {

    private static final Pattern GROUPS = Pattern.compile("[A-Za-z0-9_-]+(?:, ?[A-Za-z0-9_-]+)*");
    private static final Pattern RETRIES = Pattern.compile("(?:R\\d{1,2}/)?P[0-9YMWDTHS]+(?:,P[0-9YMWDTHS]+)*");
    private static final Pattern TIME = Pattern.compile("P[0-9YMWDTHS]+|\\d{4}-\\d{2}-\\d{2}T[0-9:.+Z-]+");
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

    private final String resource;
    private final ModelFacts facts;
    private final List<Finding> findings = new ArrayList<>();

    ModelCheck(String resource, ModelFacts facts) {
        this.resource = resource;
        this.facts = facts;
    }

    List<Finding> findings(Element model) {
        model.visit(this::check);
        return findings;
    }

    private void check(Element element) {
        element.attributes().forEach((attribute, value) -> attribute(element, attribute, value));
        String text = element.text();
        switch (element.name()) {
            case "bpmn:conditionExpression" -> condition(element, text);
            case "bpmn:timeDate", "bpmn:timeDuration" -> timer(element, text);
            case "camunda:failedJobRetryTimeCycle" -> given(element, text, "retries", RETRIES, Fault.BAD_RETRIES);
            default -> literal(element, text);
        }
    }

    private void attribute(Element element, String attribute, String value) {
        switch (attribute) {
            case "camunda:delegateExpression" -> bean(element, value, Role.DELEGATE);
            case "delegateExpression" ->
                bean(
                        element,
                        value,
                        element.name().equals("camunda:taskListener") ? Role.TASK_LISTENER : Role.EXECUTION_LISTENER);
            case "camunda:candidateGroups" -> given(element, value, "groups", GROUPS, Fault.BAD_GROUPS);
            case "camunda:formRefBinding", "camunda:decisionRefBinding" -> {
                if (!value.equals("deployment")) {
                    add(element, Fault.NOT_BOUND, attribute, value);
                }
            }
            case "camunda:formRef", "camunda:decisionRef" -> {
                if (!REFERENCE.matcher(value).matches()) {
                    add(element, Fault.EXPRESSION_NOT_ALLOWED, value);
                }
            }
            case "xsi:type" -> {
                if (!value.endsWith("tFormalExpression")) {
                    add(element, Fault.ATTRIBUTE_NOT_ALLOWED, attribute + "=" + value, element.name());
                }
            }
            default -> literal(element, value);
        }
        boolean bound = element.attributes().containsKey(attribute + "Binding");
        if (!bound && (attribute.equals("camunda:formRef") || attribute.equals("camunda:decisionRef"))) {
            add(element, Fault.NOT_BOUND, attribute + "Binding", "latest");
        }
    }

    private void bean(Element element, String value, Role role) {
        Optional<String> name = Expressions.name(value);
        if (name.isEmpty()) {
            add(element, Fault.EXPRESSION_NOT_ALLOWED, value);
        } else if (!facts.is(name.get(), role)) {
            add(element, Fault.valueOf("NO_SUCH_" + role), name.get());
        }
    }

    private void condition(Element element, String text) {
        Optional<MatchResult> condition = Expressions.condition(text);
        if (condition.isEmpty()) {
            add(element, Fault.NO_CONDITION, text);
            return;
        }
        Class<?> type = condition.get().group(2) == null ? Boolean.class : String.class;
        if (facts.variable(condition.get().group(1)).filter(type::equals).isEmpty()) {
            add(element, Fault.NO_SUCH_VARIABLE, condition.get().group(1), type.getSimpleName());
        }
    }

    private void timer(Element element, String text) {
        Optional<String> variable = Expressions.name(text);
        if (variable.isPresent()) {
            if (facts.variable(variable.get()).filter(Date.class::equals).isEmpty()) {
                add(element, Fault.NO_SUCH_VARIABLE, variable.get(), Date.class.getSimpleName());
            }
        } else {
            given(element, text, "deadlines", TIME, Fault.BAD_TIMER);
        }
    }

    /** Either a property of the bean that gives such values, or a value that stands there. */
    private void given(Element element, String text, String bean, Pattern value, Fault fault) {
        boolean known = Expressions.property(text, bean)
                .filter(facts.properties(bean)::contains)
                .isPresent();
        if (!known && !value.matcher(text).matches()) {
            add(element, fault, text, String.join(", ", facts.properties(bean)));
        }
    }

    private void literal(Element element, String text) {
        if (!Expressions.isLiteral(text)) {
            add(element, Fault.EXPRESSION_NOT_ALLOWED, text);
        }
    }

    private void add(Element element, Fault fault, Object... arguments) {
        findings.add(Finding.ofElement(resource, element.id(), fault, arguments));
    }
}
