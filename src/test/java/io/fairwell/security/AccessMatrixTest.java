package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.fairwell.security.Identities.Identity;
import io.fairwell.testing.DemoTest;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.WebApplicationContext;

/**
 * Every route of the running application against everybody who may ask (OWASP ASVS 4.0.3, 4.1.1 to 4.1.5 and 4.2.1), as
 * far as the security filters decide. Compared with a table that people read: a route that is not in it fails, whoever may
 * ask for it. Write the table anew with {@code -Dfairwell.access.write=true}, and read what has changed.
 */
@DemoTest
class AccessMatrixTest {

    private static final Path TABLE = Path.of("src/test/resources/access/routes.txt");
    private static final String EVERYBODY = "everybody";
    private static final String PEOPLE = "anybody who is signed in";
    /** After scopes: clients of the tenant that operates the installation, and no others. */
    private static final String OPERATOR = " of main";

    private static final String NO = "-";

    @Autowired
    private WebApplicationContext application;

    /** With all that Spring puts round its filters. */
    @Autowired
    @Qualifier("springSecurityFilterChain")
    private Filter security;

    @Autowired
    private JWKSource<SecurityContext> keys;

    @Autowired
    private SecurityProperties properties;

    private int turn;

    @Test
    void nobodyGetsFurtherThanTheTableSays() throws Exception {
        Identities identities = new Identities(keys, properties.issuer());
        Map<String, String> actual = new TreeMap<>();
        for (Route route : RunningRoutes.of(application)) {
            actual.put(route.path() + " " + route.method(), who(route, identities));
        }
        if (Boolean.getBoolean("fairwell.access.write")) {
            write(actual);
        }

        Map<String, String> expected = read();
        assertThat(differences(expected, actual)).isEmpty();
        assertThat(actual).as("the walk found the engine's own interfaces").hasSizeGreaterThan(800);
    }

    private String who(Route route, Identities identities) throws Exception {
        boolean open = gets(route, Identities.NOBODY);
        assertThat(gets(route, identities.tooLate()))
                .as("an expired token is worth nothing: %s", route)
                .isEqualTo(open && !isForSystems(route));
        if (open) {
            return EVERYBODY;
        }
        Identity allOfThem = isForSystems(route) ? identities.withAllScopes() : Identities.inAllGroups();
        Identity stranger = isForSystems(route) ? Identities.inAllGroups() : identities.withAllScopes();
        assertThat(gets(route, stranger)).as("%s as %s", route, stranger.name()).isFalse();
        boolean isForClients = route.path().startsWith("/oauth2/");
        List<Identity> own = isForSystems(route)
                ? identities.systems()
                : isForClients ? List.of(Identities.CLIENT) : Identities.people();
        // Groups and scopes only ever add to what somebody may: nearly all routes are closed even to who has all. That
        // it
        // is so is asked of one after the other, of each on very many routes.
        if (!isForClients && !gets(route, allOfThem)) {
            Identity less = own.get(turn++ % own.size());
            assertThat(gets(route, less))
                    .as("%s as %s, and not with all groups or scopes", route, less.name())
                    .isFalse();
            return NO;
        }
        List<String> names = new ArrayList<>();
        for (Identity identity : own) {
            if (gets(route, identity)) {
                names.add(identity.name());
            }
        }
        if (names.isEmpty()) {
            return NO;
        }
        boolean ofOneTenant = isForSystems(route) && !gets(route, identities.withAllScopesElsewhere());
        return names.contains("person") ? PEOPLE : String.join(" ", names) + (ofOneTenant ? OPERATOR : "");
    }

    private static boolean isForSystems(Route route) {
        return route.path().matches("/(api/v1|v1|engine-rest|callbacks)(/.*)?");
    }

    /** Whether this request gets past the filters, or is answered by one of them with something else than a refusal. */
    private boolean gets(Route route, Identity identity) throws ServletException, IOException {
        MockServletContext context = new MockServletContext();
        context.setAttribute(WebApplicationContext.ROOT_WEB_APPLICATION_CONTEXT_ATTRIBUTE, application);
        MockHttpServletRequest request = new MockHttpServletRequest(context, route.method(), route.sample());
        request.addHeader("Accept", "text/html");
        identity.sign().accept(request);
        if (!route.method().equals("GET")
                && !isForSystems(route)
                && !route.path().startsWith("/camunda")) {
            csrf().postProcessRequest(request);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        boolean[] passed = {false};
        security.doFilter(request, response, (asked, answer) -> passed[0] = true);
        return passed[0] || !isRefused(response);
    }

    private static boolean isRefused(MockHttpServletResponse response) {
        boolean toLogin =
                Objects.requireNonNullElse(response.getRedirectedUrl(), "").endsWith("/login");
        // 404 says that somebody may ask, but not for this: there is nothing of theirs under that number.
        return toLogin || response.getStatus() == 400 || response.getStatus() == 401 || response.getStatus() == 403;
    }

    private static List<String> differences(Map<String, String> expected, Map<String, String> actual) {
        List<String> found = new ArrayList<>();
        actual.forEach((route, who) -> {
            if (!who.equals(expected.get(route))) {
                found.add("%s: %s, but the table says %s".formatted(route, who, expected.get(route)));
            }
        });
        expected.keySet().stream()
                .filter(route -> !actual.containsKey(route))
                .forEach(route -> found.add(route + " is in the table, but nowhere else"));
        return found;
    }

    private static Map<String, String> read() throws IOException {
        Map<String, String> table = new LinkedHashMap<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] columns = line.split("\\s*\\|\\s*");
                table.put(columns[1] + " " + columns[0].strip(), columns[2].strip());
            }
        }
        return table;
    }

    private static void write(Map<String, String> actual) throws IOException {
        StringBuilder table =
                new StringBuilder("# What exists, and who gets past the security filters. See AccessMatrixTest.\n");
        actual.forEach((route, who) -> {
            int end = route.lastIndexOf(' ');
            table.append("%-7s | %-110s | %s%n".formatted(route.substring(end + 1), route.substring(0, end), who));
        });
        Files.writeString(TABLE, table, StandardCharsets.UTF_8);
    }
}
