package io.fairwell.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.cancellation.CaseEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/messages.md promises to other systems is what we do. */
class MessagesDocumentTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(io\\.fairwell\\.cancellation\\.[a-z-]+)` \\|");

    private final String document = read();

    private static String read() {
        try {
            return Files.readString(Path.of("docs/messages.md"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String only(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(document);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    @Test
    void theSignatureOfTheExampleFits() {
        String id = only("(?m)^webhook-id: (\\S+)$");
        long timestamp = Long.parseLong(only("(?m)^webhook-timestamp: (\\d+)$"));
        byte[] key = Base64.getDecoder().decode(only("`whsec_([A-Za-z0-9+/=]+)`"));

        assertThat(Signature.header(List.of(key), id, timestamp, only("(?m)^(\\{\"specversion\".*})$")))
                .isEqualTo(only("(?m)^webhook-signature: (\\S+)$"));
    }

    @Test
    void theBodyOfTheExampleIsACloudEvent() throws IOException {
        JsonNode event = new ObjectMapper().readTree(only("(?m)^(\\{\"specversion\".*})$"));

        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("type").asText()).isEqualTo(EventType.REFUND_PAID.text());
        assertThat(event.at("/data/event").asText()).isEqualTo(CaseEvent.Kind.REFUND_PAID.name());
    }

    @Test
    void everyTypeIsListed_andNoOther() {
        Set<String> listed = ROW.matcher(document)
                .results()
                .map((MatchResult row) -> row.group(1))
                .collect(Collectors.toSet());

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(EventType.values()).map(EventType::text).toList());
    }

    @Test
    void everyTypeButTheTestHasAnEventThatCausesIt() {
        Set<EventType> caused = Arrays.stream(CaseEvent.Kind.values())
                .flatMap(kind -> EventType.of(kind).stream())
                .collect(Collectors.toSet());

        assertThat(caused).hasSize(EventType.values().length - 1).doesNotContain(EventType.TEST);
    }

    @Test
    void signsAsTheStandardDoes() {
        // The example of the reference implementation, whose secret and signature are published with it.
        byte[] key = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(Signature.header(List.of(key), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
