package io.fairwell.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What belongs to another tenant does not exist: the same 404 as for what nobody has. The engine itself leaves it out of
 * lists and counts, but answers differently when somebody names it. Administrators are let through, as the engine lets
 * them through.
 */
class TenantGuard extends OncePerRequestFilter {

    private static final String USER = "user";

    /** In addresses of what people may do to their own account only. */
    static final String SELF = "self";

    private final EngineObjects objects;
    private final SecurityProblems problems;

    TenantGuard(EngineObjects objects, SecurityProblems problems) {
        this.objects = objects;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        Set<String> groups = CurrentPerson.groups(person);
        Map<String, String> named =
                EngineRoutes.ALL.find(request, groups).orElseThrow().named();
        if (EngineAccess.isAdministrator(groups) || areVisible(named, person)) {
            chain.doFilter(request, response);
        } else {
            problems.write(request, response, HttpStatus.NOT_FOUND, "not-found");
        }
    }

    private boolean areVisible(Map<String, String> named, Authentication person) {
        @Nullable String tenantId = CurrentPerson.tenant(person).orElse(null);
        return named.entrySet().stream().allMatch(each -> isVisible(each.getKey(), each.getValue(), tenantId, person));
    }

    private boolean isVisible(String kind, String id, @Nullable String tenantId, Authentication person) {
        boolean own = (kind.equals(USER) || kind.equals(SELF)) && id.equals(person.getName());
        return own || !kind.equals(SELF) && objects.isVisible(kind, id, tenantId);
    }
}
