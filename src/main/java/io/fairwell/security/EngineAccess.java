package io.fairwell.security;

import java.util.Set;
import java.util.function.Supplier;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Lets people do with the engine's web applications what {@link EngineRoutes} lists, and nothing else. */
final class EngineAccess {

    private EngineAccess() {}

    static AuthorizationDecision decide(Supplier<Authentication> who, RequestAuthorizationContext asked) {
        Authentication person = who.get();
        return new AuthorizationDecision(isSignedIn(person)
                && EngineRoutes.ALL
                        .find(asked.getRequest(), CurrentPerson.groups(person))
                        .isPresent());
    }

    static boolean isAdministrator(Set<String> groups) {
        return groups.contains(Groups.ADMINISTRATORS);
    }

    private static boolean isSignedIn(Authentication person) {
        return person.isAuthenticated() && !(person instanceof AnonymousAuthenticationToken);
    }
}
