package io.fairwell.process.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what a form could do beside asking and showing: run something, load something from elsewhere, or lead an agent
 * away from Fairwell.
 */
final class FormCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> COMPONENTS = Set.of(
            "default",
            "text",
            "textfield",
            "textarea",
            "number",
            "checkbox",
            "radio",
            "select",
            "checklist",
            "taglist",
            "datetime",
            "group",
            "separator",
            "spacer",
            // kinds of validation, which have a type too
            "required",
            "custom");

    private static final Set<String> PROPERTIES = Set.of(
            "id",
            "type",
            "key",
            "path",
            "label",
            "description",
            "text",
            "components",
            "values",
            "value",
            "subtype",
            "schemaVersion",
            "executionPlatform",
            "executionPlatformVersion",
            "exporter",
            "name",
            "version",
            "versionTag",
            "validate",
            "required",
            "min",
            "max",
            "minLength",
            "maxLength",
            "pattern",
            "validationType",
            "conditional",
            "hide",
            "appearance",
            "prefixAdorner",
            "suffixAdorner",
            "decimalDigits",
            "increment",
            "serializeToString",
            "disabled",
            "readonly",
            "defaultValue",
            "searchable",
            "layout",
            "row",
            "columns",
            "dateLabel",
            "timeLabel",
            "timeInterval",
            "use24h",
            "disallowPassedDates",
            "timeSerializingFormat",
            "showOutline",
            "verticalAlignment",
            "height");

    /** Links to pages of ours in a new window; the only markup there is. */
    private static final Pattern LINK = Pattern.compile("<a href=\"/[A-Za-z0-9/{}_-]*\"(?: target=\"_blank\")?>|</a>");

    private static final Pattern MARKUP = Pattern.compile("<[A-Za-z!/?]|\\]\\(\\s*(?!/[^/])|(?i)javascript:");

    private final String resource;
    private final Feel feel;
    private final List<Finding> findings = new ArrayList<>();

    FormCheck(String resource, Feel feel) {
        this.resource = resource;
        this.feel = feel;
    }

    List<Finding> findings(byte[] content) {
        try {
            JsonNode form = JSON.reader()
                    .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(content);
            if (form.isObject()
                    && form.path("id").isTextual()
                    && form.path("components").isArray()) {
                check(form, form.path("id").asText());
            } else {
                add("", Fault.UNREADABLE_FILE, "id, components");
            }
        } catch (JsonProcessingException e) {
            add("", Fault.UNREADABLE_FILE, e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return findings;
    }

    private void check(JsonNode node, String around) {
        String id = node.path("id").asText(around);
        node.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (!PROPERTIES.contains(name)) {
                add(id, Fault.PROPERTY_NOT_ALLOWED, name);
            } else if (name.equals("type") && !COMPONENTS.contains(value.asText())) {
                add(id, Fault.COMPONENT_NOT_ALLOWED, value.asText());
            } else {
                check(value, id);
            }
        });
        if (node.isArray()) {
            node.forEach(entry -> check(entry, id));
        } else if (node.isTextual()) {
            text(id, node.textValue());
        }
    }

    private void text(String id, String text) {
        if (!Expressions.isLiteral(text)) {
            add(id, Fault.EXPRESSION_NOT_ALLOWED, text);
        } else if (MARKUP.matcher(LINK.matcher(text).replaceAll("")).find()) {
            add(id, Fault.MARKUP_NOT_ALLOWED, text);
        } else if (text.startsWith("=") && feel.expression(text.substring(1)).isEmpty()) {
            add(id, Fault.NOT_PARSABLE, text);
        }
    }

    private void add(String element, Fault fault, Object... arguments) {
        findings.add(Finding.ofElement(resource, element, fault, arguments));
    }
}
