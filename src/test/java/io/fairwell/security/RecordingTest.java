package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** What people may call of the engine's web applications is what these were seen to call, for somebody of their group. */
class RecordingTest {

    private static final Path FILE = Path.of("src/test/resources/access/recording.txt");

    private static final Map<String, Set<String>> GROUPS = DemoPeople.ALL.stream()
            .collect(Collectors.toMap(DemoPeople.Person::id, DemoPeople.Person::groups));

    /** Allowed although no browser asked for them in the recording, and why. */
    private static final Map<String, String> UNSEEN = Map.of();

    private record Call(String person, String method, String path) {

        private static Call of(String line) {
            String[] columns = line.strip().split("\\s+");
            return new Call(
                    columns[0],
                    columns[1],
                    columns[2].replace("{definition}", "key:1:id").replaceAll("[{}]", ""));
        }
    }

    @Test
    void whatWasSeenIsAllowed() throws IOException {
        assertThat(calls())
                .hasSizeGreaterThan(100)
                .allSatisfy(call -> assertThat(EngineRoutes.ALL.find(request(call), GROUPS.get(call.person())))
                        .as("%s", call)
                        .isPresent());
    }

    @Test
    void whatIsAllowedWasSeen() throws IOException {
        Set<String> seen = calls().stream()
                .flatMap(call -> EngineRoutes.ALL.find(request(call), GROUPS.get(call.person())).stream())
                .map(EngineRoutes.Match::route)
                .map(RecordingTest::line)
                .collect(Collectors.toSet());
        Set<String> allowed =
                EngineRoutes.ALL.list().stream().map(RecordingTest::line).collect(Collectors.toSet());

        assertThat(allowed).containsAll(UNSEEN.keySet());
        allowed.removeAll(seen);
        assertThat(allowed).containsExactlyInAnyOrderElementsOf(UNSEEN.keySet());
    }

    private static String line(EngineRoutes.Route route) {
        return route.method() + " " + route.pattern();
    }

    private static MockHttpServletRequest request(Call call) {
        return new MockHttpServletRequest(call.method(), call.path());
    }

    private static List<Call> calls() throws IOException {
        return Files.readAllLines(FILE).stream().map(Call::of).toList();
    }
}
