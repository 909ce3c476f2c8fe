package io.fairwell.security;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Groups say what people may do, tenants say for whom, and only people belong to a tenant. Groups had tenants in earlier
 * versions: their people keep what they saw.
 */
class GroupTenants {

    private static final Logger LOG = LoggerFactory.getLogger(GroupTenants.class);

    private final IdentityService identityService;

    GroupTenants(IdentityService identityService) {
        this.identityService = identityService;
    }

    /** Where a group has several tenants its people get one: the main one, otherwise the first. */
    void handOverToPeople() {
        for (Group group : identityService.createGroupQuery().unlimitedList()) {
            List<String> tenants =
                    identityService.createTenantQuery().groupMember(group.getId()).unlimitedList().stream()
                            .map(Tenant::getId)
                            .sorted()
                            .toList();
            tenantOf(tenants).ifPresent(tenant -> giveTo(group, tenant));
            tenants.forEach(tenant -> identityService.deleteTenantGroupMembership(tenant, group.getId()));
        }
    }

    private static Optional<String> tenantOf(List<String> tenants) {
        return tenants.contains(CurrentCaller.MAIN_TENANT)
                ? Optional.of(CurrentCaller.MAIN_TENANT)
                : tenants.stream().findFirst();
    }

    private void giveTo(Group group, String tenant) {
        for (User user :
                identityService.createUserQuery().memberOfGroup(group.getId()).unlimitedList()) {
            long own =
                    identityService.createTenantQuery().userMember(user.getId()).count();
            if (own == 0) {
                identityService.createTenantUserMembership(tenant, user.getId());
                LOG.info(
                        "{} had tenant {} as a member of group {}, and has it now in person",
                        user.getId(),
                        tenant,
                        group.getId());
            }
        }
    }
}
