package io.fairwell.security;

import io.fairwell.security.SignInRefused.Reason;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps the engine's identity service in step with the identity provider, at each sign-in: name, our groups, tenant. So
 * tasks are assigned and authorizations granted as for everybody else. The password is one that nobody knows.
 */
@Component
class PeopleMirror {

    private static final Logger LOG = LoggerFactory.getLogger(PeopleMirror.class);
    private static final Pattern TENANT_ID = Pattern.compile(PeopleSettings.TENANT_ID);
    private static final int PASSWORD_BYTES = 48;

    private final SecureRandom random = new SecureRandom();
    private final IdentityService identityService;
    private final ExternalPeople people;
    private final PeopleSessions sessions;
    private final TransactionOperations transaction;

    PeopleMirror(
            IdentityService identityService,
            ExternalPeople people,
            PeopleSessions sessions,
            TransactionOperations transaction) {
        this.identityService = identityService;
        this.people = people;
        this.sessions = sessions;
        this.transaction = transaction;
    }

    /**
     * Whoever may do less than before loses the sessions of before. What the provider has taken away is taken away also
     * where the person is refused.
     *
     * @return the id of this person in the engine
     * @throws SignInRefused when this person cannot work here
     */
    String mirror(ExternalPerson person) {
        SignInRefused refused = refusal(person);
        String userId = Objects.requireNonNull(transaction.execute(status -> follow(person, refused == null)));
        if (refused != null) {
            throw refused;
        }
        return userId;
    }

    private String follow(ExternalPerson person, boolean admitted) {
        String userId = people.idFor(person, this::exists);
        if (admitted) {
            save(userId, person);
            people.remember(userId, person, Objects.requireNonNull(person.tenant()));
        }
        if (admitted || exists(userId)) {
            boolean less = followGroups(userId, person.groups());
            less |= followTenant(userId, admitted ? person.tenant() : null);
            if (less) {
                sessions.endAll(userId);
            }
        }
        return userId;
    }

    private static @Nullable SignInRefused refusal(ExternalPerson person) {
        if (person.groups().isEmpty()) {
            return new SignInRefused(Reason.GROUP);
        }
        return person.tenant() == null || !TENANT_ID.matcher(person.tenant()).matches()
                ? new SignInRefused(Reason.TENANT)
                : null;
    }

    private boolean exists(String userId) {
        return identityService.createUserQuery().userId(userId).count() > 0;
    }

    private void save(String userId, ExternalPerson person) {
        User user = identityService.createUserQuery().userId(userId).singleResult();
        if (user == null) {
            user = identityService.newUser(userId);
            user.setPassword(unknownPassword());
        }
        user.setFirstName(person.firstName());
        user.setLastName(person.lastName());
        user.setEmail(person.email());
        identityService.saveUser(user);
    }

    private String unknownPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** @return whether any was taken away */
    private boolean followGroups(String userId, Set<String> groups) {
        Set<String> present = identityService.createGroupQuery().groupMember(userId).unlimitedList().stream()
                .map(Group::getId)
                .filter(Groups.OF_PEOPLE::containsKey)
                .collect(Collectors.toSet());
        Set<String> added = new HashSet<>(groups);
        added.removeAll(present);
        added.forEach(group -> identityService.createMembership(userId, group));
        present.removeAll(groups);
        present.forEach(group -> identityService.deleteMembership(userId, group));
        return !present.isEmpty();
    }

    /** @param tenantId null for none */
    private boolean followTenant(String userId, @Nullable String tenantId) {
        Set<String> present = identityService.createTenantQuery().userMember(userId).unlimitedList().stream()
                .map(Tenant::getId)
                .collect(Collectors.toSet());
        if (tenantId != null && !present.remove(tenantId)) {
            addTenant(tenantId);
            identityService.createTenantUserMembership(tenantId, userId);
        }
        present.forEach(other -> identityService.deleteTenantUserMembership(other, userId));
        return !present.isEmpty();
    }

    private void addTenant(String tenantId) {
        if (identityService.createTenantQuery().tenantId(tenantId).count() == 0) {
            Tenant tenant = identityService.newTenant(tenantId);
            tenant.setName(tenantId);
            identityService.saveTenant(tenant);
            LOG.info("Tenant {} is new: the identity provider names it", tenantId);
        }
    }
}
