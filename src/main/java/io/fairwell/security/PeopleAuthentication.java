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
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/**
 * Checks passwords against the engine's identity service, which also slows down guessing. A wrong name, a wrong password
 * and a locked account look the same from outside.
 */
@Component
class PeopleAuthentication implements AuthenticationProvider {

    private final IdentityService identityService;

    PeopleAuthentication(IdentityService identityService) {
        this.identityService = identityService;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String userId = attempt.getName();
        if (!(attempt.getCredentials() instanceof String password)
                || !identityService.checkPassword(userId, password)) {
            throw new BadCredentialsException("Refused");
        }
        return UsernamePasswordAuthenticationToken.authenticated(userId, null, authorities(userId));
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
