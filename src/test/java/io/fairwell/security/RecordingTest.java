package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** What people may call of the engine's web applications is what these were seen to call, for somebody of their group. */
class RecordingTest {

    private static final Path FILE = Path.of("src/test/resources/access/recording.txt");

    private static final String API = "/camunda/api/engine/engine/default";

    private static final Map<String, Set<String>> GROUPS =
            DemoPeople.ALL.stream().collect(Collectors.toMap(DemoPeople.Person::id, DemoPeople.Person::groups));

    /** Allowed although no browser asked for them in the recording, and why. */
    private static final Map<String, String> UNSEEN = unseen();

    private static Map<String, String> unseen() {
        Map<String, String> lines = new LinkedHashMap<>();
        String typed = "an address that people type, and that leads on";
        lines.put("GET /camunda", typed);
        lines.put("GET /camunda/", typed);
        lines.put("GET /camunda/app/", typed);
        lines.put("GET /camunda/app/welcome/", typed);
        lines.put("GET /camunda/app/cockpit/", typed);
        lines.put("GET /camunda/app/admin/", typed);
        lines.put("GET /camunda/favicon.ico", "asked for once by a browser with a window");
        lines.put("POST /camunda/api/admin/auth/user/default/logout", "signing out: WebTest");
        lines.put("PUT " + API + "/user/{self}/credentials", "changing a password");
        lines.put("GET " + API + "/task", "what is next, after a task is done: TasklistIT");
        lines.put("POST " + API + "/task/{task}/submit-form", "a task is done: TasklistIT");
        lines.put("PUT " + API + "/task/{task}", "a supervisor sets a date: TasklistIT");
        lines.put("GET " + API + "/job/{job}/stacktrace", "the link behind an incident");
        lines.put("GET " + API + "/deployment/{deployment}/resources/{name}/data", "a click on a file of a deployment");
        String rare = "an administrator's rarer work";
        lines.put("POST " + API + "/user/{user}/unlock", rare);
        lines.put("DELETE " + API + "/user/{user}", rare);
        lines.put("DELETE " + API + "/group/{name}/members/{user}", rare);
        lines.put("POST " + API + "/tenant/create", rare);
        lines.put("PUT " + API + "/tenant/{name}", rare);
        lines.put("DELETE " + API + "/tenant/{name}/user-members/{user}", rare);
        return lines;
    }

    private static final String ID = "00000000-0000-0000-0000-000000000001";

    /** @param refused with this status; empty where it was not */
    private record Call(String person, String method, String path, String refused) {

        private static Call of(String line) {
            String[] columns = line.strip().split("\\s+");
            return new Call(
                    columns[0],
                    columns[1],
                    columns[2]
                            .replace("{definition}", "key:1:" + ID)
                            .replace("{id}", ID)
                            .replaceAll("[{}]", ""),
                    columns.length > 3 ? columns[3] : "");
        }
    }

    @Test
    void whatWasSeenIsAllowed() throws IOException {
        assertThat(calls())
                .hasSizeGreaterThan(100)
                .filteredOn(call -> !call.refused().equals("403"))
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
