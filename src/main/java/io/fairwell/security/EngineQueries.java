package io.fairwell.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes questions to the engine's REST interface modest: Tasklist asks for 2000 results where it expects eight,
 * Cockpit sometimes for all, which the engine refuses. And people
 * who are no administrators see people of their own tenant and groups of their own, which the engine does not see to. The
 * interface reads its questions from the query alone.
 */
class EngineQueries extends OncePerRequestFilter {

    private static final String LIMIT = "maxResults";
    private static final Pattern SMALL = Pattern.compile("\\d{1,2}|[1-4]\\d{2}|" + EngineSettings.MOST_RESULTS);
    private static final Pattern LISTS = Pattern.compile("/camunda/api/engine/engine/default/(user|group)(?:/count)?");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Asked(request, modest(request)), response);
    }

    private static @Nullable String modest(HttpServletRequest request) {
        List<String> parameters = new ArrayList<>();
        if (request.getQueryString() != null) {
            Arrays.stream(request.getQueryString().split("&"))
                    .map(EngineQueries::limited)
                    .forEach(parameters::add);
        }
        boolean unlimited = request.getMethod().equals("GET")
                && parameters.stream().noneMatch(parameter -> name(parameter).equals(LIMIT));
        if (unlimited) {
            parameters.add(LIMIT + "=" + EngineSettings.MOST_RESULTS);
        }
        narrow(request, parameters);
        return parameters.isEmpty() ? null : String.join("&", parameters);
    }

    private static void narrow(HttpServletRequest request, List<String> parameters) {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        Matcher list = LISTS.matcher(request.getRequestURI());
        if (!list.matches() || EngineAccess.isAdministrator(CurrentPerson.groups(person))) {
            return;
        }
        boolean people = list.group(1).equals("user");
        String name = people ? "memberOfTenant" : "member";
        String value = people ? CurrentPerson.tenant(person).orElse("-") : person.getName();
        parameters.removeIf(parameter -> name(parameter).equals(name));
        parameters.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private static String limited(String parameter) {
        boolean small = !name(parameter).equals(LIMIT)
                || SMALL.matcher(parameter.substring(parameter.indexOf('=') + 1))
                        .matches();
        return small ? parameter : LIMIT + "=" + EngineSettings.MOST_RESULTS;
    }

    private static String name(String parameter) {
        try {
            return URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return parameter; // no name that the interface could read either
        }
    }

    private static final class Asked extends HttpServletRequestWrapper {

        private final @Nullable String query;

        Asked(HttpServletRequest request, @Nullable String query) {
            super(request);
            this.query = query;
        }

        @Override
        public @Nullable String getQueryString() {
            return query;
        }
    }
}
