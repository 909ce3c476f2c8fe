package io.fairwell.security;

import java.util.List;
import java.util.Optional;
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
    private static final String TENANT_PREFIX = tenantAuthority("");

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
        return groups(authentication());
    }

    static Set<String> groups(Authentication person) {
        return person.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority.startsWith(GROUP_PREFIX))
                .map(authority -> authority.substring(GROUP_PREFIX.length()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The tenant as it was at log-in; of no other tenant this person may learn anything.
     *
     * @throws NoTenant when this person belongs to none
     * @throws AuthenticationCredentialsNotFoundException when nobody is logged in
     */
    public String tenantId() {
        return tenant(authentication()).orElseThrow(NoTenant::new);
    }

    /** What says that somebody who is signed in belongs to this tenant. */
    static String tenantAuthority(String tenantId) {
        return "TENANT_" + tenantId;
    }

    /** Empty without a tenant, and where it is not clear which one. */
    static Optional<String> tenant(Authentication person) {
        List<String> tenants = person.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority.startsWith(TENANT_PREFIX))
                .map(authority -> authority.substring(TENANT_PREFIX.length()))
                .toList();
        return tenants.size() == 1 ? Optional.of(tenants.get(0)) : Optional.empty();
    }

    private static Authentication authentication() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof UsernamePasswordAuthenticationToken person
                && person.isAuthenticated()) {
            return person;
        }
        throw new AuthenticationCredentialsNotFoundException("Nobody is logged in");
    }
}
