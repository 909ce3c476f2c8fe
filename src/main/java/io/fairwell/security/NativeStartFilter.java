package io.fairwell.security;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets only harmless starts through to the engine's own REST interface. The engine would also take instructions that
 * begin in the middle of the process, skip its listeners, or set any variable: ways around the identity check.
 */
class NativeStartFilter extends OncePerRequestFilter {

    private static final int LARGEST_BODY_BYTES = 16 * 1024;
    /** A deployment is looked at by the engine, when it is about to happen. */
    private static final int LARGEST_DEPLOYMENT_BYTES = 4 * 1024 * 1024;

    private static final Set<String> FIELDS = Set.of("variables", "businessKey", "withVariablesInReturn");
    private static final Set<String> VARIABLE_FIELDS = Set.of("value", "type", "valueInfo");

    private final ObjectMapper json = new ObjectMapper();
    private final Set<String> variables;
    private final SecurityProblems problems;

    NativeStartFilter(SecurityProperties properties, SecurityProblems problems) {
        this.variables = properties.nativeStartVariables();
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(request.getContextPath() + "/engine-rest");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean deployment = request.getRequestURI().equals(request.getContextPath() + BearerConfiguration.DEPLOYMENT);
        int largest = deployment ? LARGEST_DEPLOYMENT_BYTES : LARGEST_BODY_BYTES;
        byte[] body = request.getInputStream().readNBytes(largest + 1);
        if (body.length > largest) {
            problems.write(request, response, HttpStatus.PAYLOAD_TOO_LARGE, "too-large");
        } else if (deployment || isHarmless(body)) {
            chain.doFilter(new BodyRead(request, body), response);
        } else {
            problems.write(request, response, HttpStatus.BAD_REQUEST, "malformed-request");
        }
    }

    private boolean isHarmless(byte[] body) throws IOException {
        if (body.length == 0) {
            return true;
        }
        try {
            JsonNode start = json.reader()
                    .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(body);
            return start.isObject()
                    && hasOnly(start, FIELDS)
                    && isTextOrNothing(start.path("businessKey"))
                    && isNoOrNothing(start.path("withVariablesInReturn"))
                    && areHarmless(start.path("variables"));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** What has another type the engine would refuse too, in words about its insides. */
    private static boolean isTextOrNothing(JsonNode value) {
        return value.isTextual() || value.isNull() || value.isMissingNode();
    }

    private static boolean isNoOrNothing(JsonNode value) {
        return value.isBoolean() && !value.booleanValue() || value.isNull() || value.isMissingNode();
    }

    private boolean areHarmless(JsonNode given) {
        if (given.isMissingNode() || given.isNull()) {
            return true;
        }
        if (!given.isObject() || !hasOnly(given, variables)) {
            return false;
        }
        for (JsonNode variable : given) {
            if (!hasOnly(variable, VARIABLE_FIELDS) || !isText(variable)) {
                return false;
            }
        }
        return true;
    }

    /** A text, or nothing: no object that the engine would deserialize. */
    private static boolean isText(JsonNode variable) {
        return variable.isObject()
                && isTextOrNothing(variable.path("type"))
                && "String".equalsIgnoreCase(variable.path("type").asText("String"))
                && (variable.path("value").isTextual() || variable.path("value").isNull());
    }

    private static boolean hasOnly(JsonNode node, Set<String> names) {
        for (var fields = node.fieldNames(); fields.hasNext(); ) {
            if (!names.contains(fields.next())) {
                return false;
            }
        }
        return true;
    }
}
