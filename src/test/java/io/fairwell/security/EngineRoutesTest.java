package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class EngineRoutesTest {

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    static Stream<Route> routes() {
        return EngineRoutes.ALL.list().stream()
                .map(route -> Route.of(route.method().name(), route.pattern()))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void isFoundByItsOwnAddress(Route route) {
        Optional<EngineRoutes.Match> match = find(route.method(), route.sample());

        assertThat(match).isPresent();
        if (!route.path().contains("{")) {
            assertThat(match.orElseThrow().route().pattern())
                    .as("no line before it takes it for the name of something")
                    .isEqualTo(route.path());
        }
    }

    /** What two readers of an address could understand differently is nobody's address. */
    @ParameterizedTest
    @MethodSource("routes")
    void isNotFoundInAnyOtherSpelling(Route route) {
        String address = route.sample();
        Stream<String> others = Stream.of(
                address + ";jsessionid=1",
                address.replaceFirst("/camunda", "/camunda;a=b"),
                address.replaceFirst("/camunda", "/camunda/"),
                address.replaceFirst("/camunda", "//camunda"),
                address.replaceFirst("/camunda", "/camunda/."),
                address.replaceFirst("/camunda", "/camunda/x/.."),
                address.replaceFirst("/camunda", "/x/../camunda"),
                address.replaceFirst("/camunda", "/%63amunda"),
                address.replaceFirst("/camunda", "/camunda%2f"),
                address.replaceFirst("/camunda", "/camunda%2F"),
                address.replaceFirst("/camunda", "/camunda%5c"),
                address.replace("/camunda", "/camunda\\"),
                address.replaceFirst("/camunda", "/CAMUNDA"),
                address + "%20",
                address + "%00",
                address + "%3b",
                address + "/%2e",
                address + "/.",
                address + "#",
                address + "?");
        assertThat(others.filter(other -> !isAnother(route, other))
                        .filter(other -> find(route.method(), other).isPresent()))
                .isEmpty();
    }

    /** Both are listed. */
    private static boolean isAnother(Route route, String other) {
        return route.path().equals("/camunda") && other.equals("/camunda/");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void isNotFoundWithATrailingSlashOrForAnotherEngine(Route route) {
        if (!route.path().endsWith("/") && !route.path().matches("/camunda|.*/engine/engine")) {
            assertThat(find(route.method(), route.sample() + "/")).isEmpty();
        }
        if (route.path().contains("/default")) {
            assertThat(find(route.method(), route.sample().replace("/default", "/other")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void namesOnlyWhatSomebodyKnowsTheOwnerOf(Route route) {
        EngineObjects objects = new EngineObjects(
                mock(TaskService.class),
                mock(HistoryService.class),
                mock(ManagementService.class),
                mock(RepositoryService.class),
                mock(IdentityService.class));

        Matcher names = NAME.matcher(route.path());
        assertThat(names.results()
                        .map((MatchResult name) -> name.group(1))
                        .filter(kind -> !kind.equals(TenantGuard.SELF))
                        .filter(kind -> !objects.isOwned(kind)))
                .allSatisfy(kind ->
                        assertThat(objects.isVisible(kind, "anything", null)).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "TRACE", "PATCH", "CONNECT", "ANYTHING"})
    void knowsNoOtherMethods(String method) {
        assertThat(routes().filter(route -> find(method, route.sample()).isPresent()))
                .isEmpty();
    }

    private static Optional<EngineRoutes.Match> find(String method, String address) {
        return EngineRoutes.ALL.find(
                new MockHttpServletRequest(method, address), Set.copyOf(Groups.OF_PEOPLE.keySet()));
    }
}
