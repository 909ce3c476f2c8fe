package io.fairwell.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher.MatchResult;

/**
 * All that people may call of the engine's web applications: method, address, groups. What is not listed is refused. The
 * lines are what Tasklist, Cockpit, Admin and Welcome were seen to call ({@code docs/access.md} says how to look again).
 *
 * <p>A name in braces says what stands there: an object whose tenant is looked up first, or just a {@code name}. Of two
 * lines that fit, the first counts.
 */
final class EngineRoutes {

    /** In place of groups: whoever is signed in. */
    private static final String ANYBODY = "anybody";

    private static final Map<String, Set<String>> WHO = Map.of(
            ANYBODY,
            Set.of(),
            "tasks",
            Set.of(Groups.SUPPORT, Groups.SUPERVISORS, Groups.ADMINISTRATORS),
            "supervision",
            Set.of(Groups.SUPERVISORS, Groups.ADMINISTRATORS),
            "cockpit",
            Set.of(Groups.ANALYSTS, Groups.OPERATORS, Groups.AUDITORS, Groups.ADMINISTRATORS),
            "operation",
            Set.of(Groups.OPERATORS, Groups.ADMINISTRATORS),
            "admin",
            Set.of(Groups.ADMINISTRATORS));

    /** {@code ~} stands for the address of the engine's REST interface as these applications have it. */
    private static final String TABLE = """
            # pages and what they are made of
            GET     /camunda                                                           anybody
            GET     /camunda/                                                          anybody
            GET     /camunda/app/                                                      anybody
            GET     /camunda/app/welcome/                                              anybody
            GET     /camunda/app/welcome/default/                                      anybody
            GET     /camunda/app/tasklist/                                             tasks
            GET     /camunda/app/tasklist/default/                                     tasks
            GET     /camunda/app/cockpit/                                              cockpit
            GET     /camunda/app/cockpit/default/                                      cockpit
            GET     /camunda/app/admin/                                                admin
            GET     /camunda/app/admin/default/                                        admin
            GET     /camunda/favicon.ico                                               anybody
            GET     /camunda/lib/{script:[A-Za-z]+\\.js}                                    anybody
            GET     /camunda/assets/{asset:[A-Za-z-]+\\.[a-z0-9]+}                      anybody
            GET     /camunda/app/{application:[a-z]+}/{bundle:camunda-[a-z-]+\\.(?:js|css)} anybody
            GET     /camunda/app/{application:[a-z]+}/scripts/config.js                anybody
            GET     /camunda/app/{application:[a-z]+}/styles/user-styles.css           anybody
            GET     /camunda/app/{application:[a-z]+}/locales/{locale:[a-zA-Z-]+\\.json} anybody
            GET     /camunda/api/{application:[a-z]+}/plugin/{plugin:[A-Za-z]+}/static/app/{part:plugin\\.(?:js|css)} anybody

            # who is signed in, and their own account
            GET     ~/                                                                 anybody
            GET     /camunda/api/admin/auth/user/default                               anybody
            POST    /camunda/api/admin/auth/user/default/logout                        anybody
            GET     ~/default/authorization/check                                      anybody
            GET     ~/default/user/{user}/profile                                      anybody
            PUT     ~/default/user/{self}/profile                                      anybody
            PUT     ~/default/user/{self}/credentials                                  anybody
            POST    ~/default/identity/password-policy                                 anybody
            GET     ~/default/identity/password-policy                                 anybody
            GET     ~/default/group                                                    anybody
            GET     ~/default/group/count                                              anybody

            # Tasklist: lists
            GET     ~/default/filter                                                   tasks
            OPTIONS ~/default/filter                                                   tasks
            GET     ~/default/filter/count                                             tasks
            POST    ~/default/filter/{name}/list                                       tasks
            GET     ~/default/process-definition                                       tasks cockpit
            GET     ~/default/process-definition/count                                 tasks cockpit

            # Tasklist: a task
            GET     ~/default/task                                                     tasks
            GET     ~/default/task/count                                               tasks cockpit
            GET     ~/default/task/{task}                                              tasks
            GET     ~/default/task/{task}/form                                         tasks
            GET     ~/default/task/{task}/deployed-form                                tasks
            GET     ~/default/task/{task}/form-variables                               tasks
            GET     ~/default/task/{task}/comment                                      tasks
            POST    ~/default/task/{task}/claim                                        tasks
            POST    ~/default/task/{task}/unclaim                                      tasks
            POST    ~/default/task/{task}/submit-form                                  tasks
            PUT     ~/default/task/{task}                                              supervision
            POST    ~/default/task/{task}/assignee                                     supervision
            POST    ~/default/task/{task}/identity-links                               supervision
            POST    ~/default/task/{task}/identity-links/delete                        supervision
            GET     ~/default/history/user-operation                                   tasks
            GET     ~/default/history/user-operation/count                             tasks
            GET     ~/default/user                                                     supervision
            GET     ~/default/user/count                                               supervision

            # Cockpit: processes
            GET     ~/default/process-definition/statistics                            cockpit
            GET     ~/default/process-definition/{definition}                          tasks cockpit
            GET     ~/default/process-definition/{definition}/xml                      tasks cockpit
            GET     ~/default/process-definition/{definition}/statistics               cockpit
            GET     /camunda/api/cockpit/plugin/base/default/process-definition/statistics cockpit
            GET     /camunda/api/cockpit/plugin/base/default/process-definition/statistics-count cockpit
            POST    /camunda/api/cockpit/plugin/base/default/process-definition/{definition}/called-process-definitions cockpit
            POST    /camunda/api/cockpit/plugin/base/default/process-instance          cockpit
            POST    /camunda/api/cockpit/plugin/base/default/process-instance/count    cockpit
            POST    /camunda/api/cockpit/plugin/base/default/process-instance/{instance}/called-process-instances cockpit
            POST    /camunda/api/cockpit/plugin/base/default/incident/                 cockpit
            POST    /camunda/api/cockpit/plugin/base/default/incident/count            cockpit
            POST    ~/default/process-instance                                         cockpit
            POST    ~/default/process-instance/count                                   cockpit
            GET     ~/default/process-instance/{instance}                              cockpit
            GET     ~/default/process-instance/{instance}/activity-instances           cockpit
            POST    ~/default/variable-instance                                        cockpit
            POST    ~/default/variable-instance/count                                  cockpit
            POST    ~/default/task                                                     cockpit
            POST    ~/default/task/count                                               cockpit
            POST    ~/default/job                                                      cockpit
            GET     ~/default/job/count                                                cockpit
            GET     ~/default/job/{job}/stacktrace                                     cockpit
            PUT     ~/default/job/{job}/retries                                        operation
            PUT     ~/default/process-instance/{instance}/suspended/                   operation
            GET     ~/default/job-definition                                           cockpit
            GET     ~/default/job-definition/count                                     cockpit
            GET     ~/default/job-definition/{jobDefinition}                           cockpit
            POST    ~/default/external-task/count                                      cockpit
            POST    ~/default/history/task/count                                       cockpit

            # Cockpit: decisions and deployments
            GET     ~/default/decision-definition                                      cockpit
            GET     ~/default/decision-definition/count                                cockpit
            GET     ~/default/decision-definition/{decision}                           cockpit
            GET     ~/default/decision-definition/{decision}/xml                       cockpit
            GET     ~/default/decision-requirements-definition                         cockpit
            GET     ~/default/decision-requirements-definition/count                   cockpit
            GET     ~/default/history/decision-instance                                cockpit
            GET     ~/default/history/decision-instance/count                          cockpit
            GET     ~/default/deployment                                               cockpit
            GET     ~/default/deployment/count                                         cockpit
            GET     ~/default/deployment/{deployment}/resources                        cockpit
            GET     ~/default/deployment/{deployment}/resources/{name}/data            cockpit
            GET     ~/default/case-definition/count                                    cockpit

            # Admin: people, groups, tenants; authorizations can be read. What people may do to themselves, administrators may
            # do to everybody
            POST    ~/default/user/create                                              admin
            POST    ~/default/user/{user}/unlock                                       admin
            OPTIONS ~/default/user/                                                    admin
            DELETE  ~/default/user/{user}                                              admin
            GET     ~/default/group/{name}                                             admin
            OPTIONS ~/default/group/                                                   admin
            POST    ~/default/group                                                    admin
            PUT     ~/default/group/{name}/members/{user}                              admin
            DELETE  ~/default/group/{name}/members/{user}                              admin
            GET     ~/default/tenant                                                   admin
            GET     ~/default/tenant/count                                             admin
            OPTIONS ~/default/tenant/                                                  admin
            POST    ~/default/tenant/create                                            admin
            GET     ~/default/tenant/{name}                                            admin
            PUT     ~/default/tenant/{name}                                            admin
            PUT     ~/default/tenant/{name}/user-members/{user}                        admin
            DELETE  ~/default/tenant/{name}/user-members/{user}                        admin
            GET     ~/default/authorization                                            admin
            GET     ~/default/authorization/count                                      admin
            """;

    /** Letters as they are: encoded ones, dots as segments, empty segments and parameters could mean two things. */
    private static final Pattern CANONICAL =
            Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))(?:[A-Za-z0-9._~:@-]|%3A|%40)+)*/?");

    /** So that the name of a collection is not taken for the id of something in it. */
    private static final Pattern ID =
            Pattern.compile("(?:[A-Za-z0-9_-]+:\\d+:)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Set<String> WITH_ID =
            Set.of("task", "instance", "job", "jobDefinition", "definition", "decision", "deployment");

    private static final Pattern ENGINE = Pattern.compile("/(?:camunda|engine-rest)(?:[/;].*)?", Pattern.DOTALL);

    static final EngineRoutes ALL = new EngineRoutes();

    private final List<Route> routes;

    private EngineRoutes() {
        routes = TABLE.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Route.of(line.strip().split("\\s+")))
                .toList();
    }

    /** @param groups empty when every person may */
    record Route(HttpMethod method, String pattern, Set<String> groups, PathPatternRequestMatcher matcher) {

        private static Route of(String[] columns) {
            HttpMethod method = HttpMethod.valueOf(columns[0]);
            String pattern = columns[1].replaceFirst("^~", "/camunda/api/engine/engine");
            List<String> who = Arrays.asList(columns).subList(2, columns.length);
            Set<String> groups = who.stream().flatMap(Route::groups).collect(Collectors.toUnmodifiableSet());
            return new Route(
                    method,
                    pattern,
                    groups,
                    PathPatternRequestMatcher.withDefaults().matcher(method, pattern));
        }

        private static Stream<String> groups(String who) {
            return Optional.ofNullable(WHO.get(who)).orElseThrow(() -> new IllegalArgumentException(who)).stream();
        }

        boolean isFor(Set<String> groupsOfPerson) {
            return groups.isEmpty() || groups.stream().anyMatch(groupsOfPerson::contains);
        }
    }

    /** @param named what stands in the places of the pattern that have a name */
    record Match(Route route, Map<String, String> named) {}

    List<Route> list() {
        return routes;
    }

    /** The first line that fits this request and these groups. */
    Optional<Match> find(HttpServletRequest request, Set<String> groupsOfPerson) {
        if (!isCanonical(request)) {
            return Optional.empty();
        }
        for (Route route : routes) {
            MatchResult result =
                    route.isFor(groupsOfPerson) ? route.matcher().matcher(request) : MatchResult.notMatch();
            if (result.isMatch() && haveIds(result.getVariables())) {
                return Optional.of(new Match(route, result.getVariables()));
            }
        }
        return Optional.empty();
    }

    private static boolean haveIds(Map<String, String> named) {
        return named.entrySet().stream()
                .filter(each -> WITH_ID.contains(each.getKey()))
                .allMatch(each -> isId(each.getValue()));
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** @param path decoded */
    static boolean isEngines(String path) {
        return ENGINE.matcher(path).matches();
    }

    /** Whether its address is spelled in the one way that everybody who looks at it understands the same. */
    static boolean isCanonical(HttpServletRequest request) {
        return CANONICAL.matcher(request.getRequestURI()).matches();
    }
}
