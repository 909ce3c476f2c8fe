package io.fairwell.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code openapi/fairwell.yaml} says: operations with their parameters, bodies and answers. The one way to start a
 * case that is the engine's own is added to them.
 */
final class Contract {

    private static final Path FILE = Path.of("src/main/resources/openapi/fairwell.yaml");
    private static final String NATIVE_START = """
            {"operationId":"nativeStart",
             "requestBody":{"content":{"application/json":{"schema":{"type":"object","properties":{
               "businessKey":{"type":"string"},
               "variables":{"type":"object","required":["subscriptionId"],"properties":{
                 "subscriptionId":{"type":"object","required":["value"],"properties":{
                   "value":{"type":"string"},"type":{"enum":["String"]}}},
                 "reason":{"type":"object","required":["value"],"properties":{
                   "value":{"$ref":"#/components/schemas/ReasonCode"}}},
                 "effectiveMode":{"type":"object","required":["value"],"properties":{
                   "value":{"enum":["IMMEDIATE","PERIOD_END"]}}}}}}}}}},
             "responses":{"200":{},"400":{},"409":{},"413":{},"422":{},
               "406":{"content":{"application/json":{}}},"415":{"content":{"application/json":{}}}}}""";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** @param in path, query or header */
    record Parameter(String name, String in, boolean required, JsonNode schema) {}

    /**
     * @param bodies schemas by media type; empty where there is no body
     * @param answers schemas by status and media type
     */
    record Operation(
            String id,
            String method,
            String path,
            List<Parameter> parameters,
            Map<String, JsonNode> bodies,
            Map<Integer, Map<String, JsonNode>> answers) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();

    private Contract(JsonNode document) {
        this.document = document;
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(verb -> METHODS.contains(verb.getKey()))
                        .forEach(verb -> operations.add(operation(path.getKey(), verb.getKey(), verb.getValue()))));
    }

    static Contract read() {
        try {
            Contract contract = new Contract(new ObjectMapper(new YAMLFactory()).readTree(FILE.toFile()));
            contract.operations.add(contract.operation(
                    "/engine-rest/process-definition/key/cancellation/start",
                    "post",
                    new ObjectMapper().readTree(NATIVE_START)));
            return contract;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    JsonNode schema(String name) {
        return document.path("components").path("schemas").path(name);
    }

    /** What this refers to, or itself where it refers to nothing. */
    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : resolved(document.at(reference.substring(1)));
    }

    private Operation operation(String path, String verb, JsonNode said) {
        List<Parameter> parameters = new ArrayList<>();
        said.path("parameters").forEach(one -> {
            JsonNode parameter = resolved(one);
            parameters.add(new Parameter(
                    parameter.path("name").asText(),
                    parameter.path("in").asText(),
                    parameter.path("required").asBoolean(),
                    resolved(parameter.path("schema"))));
        });
        Map<Integer, Map<String, JsonNode>> answers = new LinkedHashMap<>();
        said.path("responses")
                .properties()
                .forEach(answer -> answers.put(Integer.valueOf(answer.getKey()), content(resolved(answer.getValue()))));
        return new Operation(
                said.path("operationId").asText(),
                verb.toUpperCase(java.util.Locale.ROOT),
                path,
                parameters,
                content(said.path("requestBody")),
                answers);
    }

    private Map<String, JsonNode> content(JsonNode holder) {
        Map<String, JsonNode> schemas = new LinkedHashMap<>();
        holder.path("content")
                .properties()
                .forEach(type ->
                        schemas.put(type.getKey(), resolved(type.getValue().path("schema"))));
        return schemas;
    }
}
