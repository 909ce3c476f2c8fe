package io.fairwell.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.fuzz.Exchange.Answer;
import io.fairwell.fuzz.Exchange.Framing;
import io.fairwell.fuzz.Requests.Kind;
import io.fairwell.fuzz.Requests.Shot;
import io.fairwell.fuzz.World.Token;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Says what an answer owes: to the document, and to whoever has to find out what was wrong with a request. */
final class Judge {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBLEM = "application/problem+json";
    /** An address that is none, and a token that is none or not enough, are refused before an operation is known. */
    private static final Set<Integer> BEFORE_ANY_OPERATION = Set.of(400, 401, 403);

    private static final Pattern INSIDES = Pattern.compile(
            "\tat |java\\.lang|org\\.(springframework|apache|postgresql|camunda)|SQLState|Apache Tomcat");

    private Judge() {}

    /** @return what is wrong with the answer, in words; empty where nothing is */
    static Optional<String> complaint(Shot shot, Answer answer) {
        if (answer.status() >= 500) {
            return Optional.of("an error of ours");
        }
        if (INSIDES.matcher(answer.body()).find()) {
            return Optional.of("shows our insides");
        }
        boolean asDocumented = shot.kind() != Kind.HOSTILE;
        Map<Integer, Map<String, JsonNode>> documented = shot.operation().answers();
        if (asDocumented
                && !documented.containsKey(answer.status())
                && !BEFORE_ANY_OPERATION.contains(answer.status())) {
            return Optional.of("the document knows no such answer");
        }
        if (asDocumented && answer.status() < 300 && (shot.token() == Token.NONE)) {
            return Optional.of("served without a token");
        }
        if (answer.status() < 400 || shot.request().method().equals("HEAD")) {
            return Optional.empty();
        }
        if (isCutShort(shot, answer)) {
            return Optional.empty();
        }
        return refusal(answer, documented.getOrDefault(answer.status(), Map.of()));
    }

    /** Where the server takes a form's parts out of pieces that cannot be told apart, it gives up, and no word gets out. */
    private static boolean isCutShort(Shot shot, Answer answer) {
        boolean inParts = shot.request().headers().stream()
                .anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("content-type: multipart/"));
        return inParts
                && shot.request().framing() == Framing.BAD_CHUNK
                && answer.status() == 400
                && answer.body().isEmpty();
    }

    private static Optional<String> refusal(Answer answer, Map<String, JsonNode> documented) {
        String type = answer.header("content-type").split(";")[0];
        if (!type.equals(PROBLEM) && !documented.containsKey(type)) {
            return Optional.of("is no problem+json");
        }
        JsonNode said;
        try {
            said = JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            return Optional.of("is no JSON");
        }
        if (!type.equals(PROBLEM)) {
            return missing(said, List.of("message"));
        }
        return said.path("status").asInt() == answer.status()
                ? missing(said, List.of("type", "title", "detail", "instance"))
                : Optional.of("names another status");
    }

    private static Optional<String> missing(JsonNode said, List<String> fields) {
        return fields.stream()
                .filter(field -> said.path(field).asText().isBlank())
                .findFirst()
                .map(field -> "has no " + field);
    }
}
