package io.fairwell.security;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The person who is logged in. */
@Component
public class CurrentPerson {

    private static final String GROUP_PREFIX = Groups.authority("");

    /** @throws AuthenticationCredentialsNotFoundException when nobody is logged in */
    public String userId() {
        return authentication().getName();
    }

    /**
     * The groups as they were at log-in.
     *
     * @throws AuthenticationCredentialsNotFoundException when nobody is logged in
     */
    public Set<String> groups() {
        return authentication().getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority.startsWith(GROUP_PREFIX))
                .map(authority -> authority.substring(GROUP_PREFIX.length()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Authentication authentication() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof UsernamePasswordAuthenticationToken person
                && person.isAuthenticated()) {
            return person;
        }
        throw new AuthenticationCredentialsNotFoundException("Nobody is logged in");
    }
}
