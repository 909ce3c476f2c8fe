package io.fairwell.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;

/** Reads JSON from strangers: no duplicate names, nothing behind the value, bounded depth, clean text. */
final class StrictJson {

    private static final int DEEPEST = 32;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private StrictJson() {}

    /** @throws ApiProblem when this is not one clean JSON value */
    static JsonNode parse(byte[] body) {
        JsonNode node = tree(body);
        if (node.isMissingNode() || !isClean(node)) {
            throw new ApiProblem(ProblemType.MALFORMED_REQUEST);
        }
        return node;
    }

    private static JsonNode tree(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw new ApiProblem(ProblemType.MALFORMED_REQUEST);
        }
    }

    /** The same bytes for the same content, however it was spaced and ordered. */
    static byte[] canonical(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read cannot be written", e);
        }
    }

    // PostgreSQL stores neither NUL nor half a surrogate pair.
    private static boolean isClean(JsonNode node) {
        if (node.isTextual()) {
            return Characters.isStorable(node.textValue());
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!Characters.isStorable(property.getKey())) {
                return false;
            }
        }
        for (JsonNode child : node) {
            if (!isClean(child)) {
                return false;
            }
        }
        return true;
    }
}
