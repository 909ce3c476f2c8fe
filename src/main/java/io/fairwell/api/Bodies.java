package io.fairwell.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Takes request bodies in, bounded and of the declared kind. */
final class Bodies {

    private static final int LARGEST_JSON = 256 * 1024;

    private Bodies() {}

    /** @throws ApiProblem unless the body is one JSON value of at most 256 KiB */
    static JsonNode json(HttpServletRequest request) {
        requireType(request, List.of(MediaType.APPLICATION_JSON));
        return StrictJson.parse(bytes(request, LARGEST_JSON));
    }

    /** Nothing needs to be said; where something is, it is an object without fields. */
    static JsonNode optionalJson(HttpServletRequest request) {
        JsonNode node = optionalFields(request);
        Faults faults = new Faults();
        Fields.of(node, faults).rejectOthers();
        faults.throwIfAny();
        return node;
    }

    /** Nothing needs to be said: no body is an object without fields. */
    static JsonNode optionalFields(HttpServletRequest request) {
        byte[] body = bytes(request, LARGEST_JSON);
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        requireType(request, List.of(MediaType.APPLICATION_JSON));
        return StrictJson.parse(body);
    }

    static byte[] bytes(HttpServletRequest request, int largest) {
        if (request.getContentLengthLong() > largest) {
            throw new ApiProblem(ProblemType.TOO_LARGE);
        }
        try {
            byte[] body = request.getInputStream().readNBytes(largest + 1);
            if (body.length > largest) {
                throw new ApiProblem(ProblemType.TOO_LARGE);
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the one that was declared */
    static MediaType requireType(HttpServletRequest request, List<MediaType> allowed) {
        MediaType declared = declared(request);
        if (request.getHeader("Content-Encoding") != null || declared == null) {
            throw new ApiProblem(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        return allowed.stream()
                .filter(type -> type.equalsTypeAndSubtype(declared))
                .findFirst()
                .orElseThrow(() -> new ApiProblem(ProblemType.UNSUPPORTED_MEDIA_TYPE));
    }

    private static @Nullable MediaType declared(HttpServletRequest request) {
        try {
            return request.getContentType() == null ? null : MediaType.parseMediaType(request.getContentType());
        } catch (InvalidMediaTypeException e) {
            return null;
        }
    }
}
