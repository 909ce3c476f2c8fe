package io.fairwell.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.fuzz.Contract.Operation;
import io.fairwell.fuzz.Exchange.Answer;
import io.fairwell.fuzz.Exchange.Framing;
import io.fairwell.fuzz.Exchange.Request;
import io.fairwell.fuzz.Requests.Kind;
import io.fairwell.fuzz.Requests.Shot;
import io.fairwell.fuzz.World.Token;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the fuzzer would let pass is found by nobody. */
class JudgeTest {

    private static final String PROBLEM =
            "{\"type\":\"/problems/p\",\"title\":\"T\",\"status\":%d,\"detail\":\"%s\",\"instance\":\"/a\"}";

    private final Operation quote = Contract.read().operations().stream()
            .filter(one -> one.id().equals("getQuote"))
            .findFirst()
            .orElseThrow();

    private Optional<String> complaint(Kind kind, Token token, int status, String type, String body) {
        Request request = new Request("GET", "/api/v1/quotes/q", List.of(), new byte[0], Framing.WHOLE);
        return Judge.complaint(
                new Shot(1, quote, kind, token, request), new Answer(status, List.of("content-type: " + type), body));
    }

    private Optional<String> problem(Kind kind, int status, String detail) {
        return complaint(kind, Token.ALL, status, "application/problem+json", PROBLEM.formatted(status, detail));
    }

    @Test
    void aRefusalWithAReasonAndWhatWasAskedForAreRight() {
        assertThat(problem(Kind.NEARLY, 404, "There is no such quote.")).isEmpty();
        assertThat(complaint(Kind.VALID, Token.ALL, 200, "application/json", "{}"))
                .isEmpty();
    }

    @Test
    void anErrorOfOursIsWrongWhateverWasSent() {
        assertThat(problem(Kind.HOSTILE, 500, "An error.")).contains("an error of ours");
        assertThat(problem(Kind.VALID, 503, "Later.")).contains("an error of ours");
    }

    @Test
    void onlyAFormInBrokenPiecesMayBeRefusedWithoutAWord() {
        String form = "multipart/form-data; boundary=cut";
        assertThat(refusedWithoutAWord(Framing.BAD_CHUNK, form)).isEmpty();
        assertThat(refusedWithoutAWord(Framing.CHUNKED, form)).contains("is no problem+json");
        assertThat(refusedWithoutAWord(Framing.BAD_CHUNK, "application/json")).contains("is no problem+json");
    }

    private Optional<String> refusedWithoutAWord(Framing framing, String type) {
        Request request = new Request("POST", "/api/v1/quotes", List.of("Content-Type: " + type), new byte[0], framing);
        return Judge.complaint(new Shot(1, quote, Kind.HOSTILE, Token.ALL, request), new Answer(400, List.of(), ""));
    }

    @Test
    void aRefusalWithoutAReasonIsWrong() {
        assertThat(problem(Kind.HOSTILE, 404, " ")).contains("has no detail");
        assertThat(complaint(Kind.HOSTILE, Token.ALL, 400, "text/html", "<html>"))
                .contains("is no problem+json");
        assertThat(complaint(
                        Kind.HOSTILE, Token.ALL, 400, "application/problem+json", PROBLEM.formatted(404, "A detail.")))
                .contains("names another status");
        assertThat(problem(Kind.HOSTILE, 400, "java.lang.NullPointerException")).contains("shows our insides");
    }

    @Test
    void anAnswerThatTheDocumentDoesNotKnowIsWrong() {
        assertThat(problem(Kind.NEARLY, 409, "Not now.")).contains("the document knows no such answer");
        assertThat(problem(Kind.HOSTILE, 405, "Not this way.")).isEmpty();
        assertThat(complaint(Kind.VALID, Token.NONE, 200, "application/json", "{}"))
                .contains("served without a token");
    }
}
