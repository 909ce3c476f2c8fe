package io.fairwell.security;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** Signs in by password. A wrong name, a wrong password and a locked account look the same from outside. */
@Component
class PeopleAuthentication implements AuthenticationProvider {

    private static final GrantedAuthority FIRST_PASSWORD = new SimpleGrantedAuthority("FIRST_PASSWORD");

    private final IdentityService identityService;
    private final LocalAccounts accounts;

    PeopleAuthentication(IdentityService identityService, LocalAccounts accounts) {
        this.identityService = identityService;
        this.accounts = accounts;
    }

    /** Whoever has to choose a password first has no group and no tenant until then, so nothing else is open to them. */
    @Override
    public Authentication authenticate(Authentication attempt) throws AuthenticationException {
        String userId = attempt.getName();
        if (!(attempt.getCredentials() instanceof String password) || !accounts.check(userId, password)) {
            throw new BadCredentialsException("Refused");
        }
        return accounts.mustChange(userId) ? token(userId, List.of(FIRST_PASSWORD)) : signedIn(userId);
    }

    /** Somebody whose identity is beyond doubt, with what the engine's identity service knows about them. */
    Authentication signedIn(String userId) {
        return token(userId, authorities(userId));
    }

    static boolean hasToChooseAPassword(Authentication person) {
        return person.getAuthorities().contains(FIRST_PASSWORD);
    }

    private static Authentication token(String userId, List<GrantedAuthority> authorities) {
        return UsernamePasswordAuthenticationToken.authenticated(userId, null, authorities);
    }

    /** One for each group, and one for each tenant: somebody with several has none that counts. */
    private List<GrantedAuthority> authorities(String userId) {
        Stream<String> groups = identityService.createGroupQuery().groupMember(userId).unlimitedList().stream()
                .map(Group::getId)
                .map(Groups::authority);
        Stream<String> tenants = identityService.createTenantQuery().userMember(userId).unlimitedList().stream()
                .map(Tenant::getId)
                .map(CurrentPerson::tenantAuthority);
        return Stream.concat(groups, tenants)
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
