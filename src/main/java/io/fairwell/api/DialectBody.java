package io.fairwell.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;

/**
 * Reads what existing callers send: JSON or a form. More lenient than our own contract, which they have never seen:
 * unknown fields are passed over and whole numbers are taken for their digits.
 */
final class DialectBody {

    private DialectBody() {}

    static Fields of(HttpServletRequest request) {
        MediaType type =
                Bodies.requireType(request, List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED));
        if (type == MediaType.APPLICATION_FORM_URLENCODED) {
            return query(request);
        }
        JsonNode body = Bodies.json(request);
        if (!(body instanceof ObjectNode object)) {
            return Fields.of(body, new Faults());
        }
        ObjectNode texts = object.deepCopy();
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            if (property.getValue().isIntegralNumber()) {
                texts.put(property.getKey(), property.getValue().asText());
            }
        }
        return Fields.of(texts, new Faults());
    }

    static Fields query(HttpServletRequest request) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        request.getParameterMap().forEach((name, values) -> object.put(name, values[0]));
        return Fields.of(object, new Faults());
    }
}
