package io.fairwell.security;

import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Groups, tenants, the demo's people, and the first administrator elsewhere. */
@Component
class PeopleSeed {

    private static final Logger log = LoggerFactory.getLogger(PeopleSeed.class);

    private final IdentityService identityService;
    private final SecurityProperties properties;
    private final GroupTenants groupTenants;
    private final boolean demo;

    PeopleSeed(
            IdentityService identityService,
            SecurityProperties properties,
            @Value("${fairwell.demo:false}") boolean demo) {
        this.identityService = identityService;
        this.properties = properties;
        this.groupTenants = new GroupTenants(identityService);
        this.demo = demo;
    }

    /** @throws NoAdministrator when nobody could administer this installation */
    void add() {
        addTenant(CurrentCaller.MAIN_TENANT, "Main");
        Groups.OF_PEOPLE.forEach(this::addGroup);
        groupTenants.handOverToPeople();
        if (demo) {
            addTenant(DemoPeople.OTHER_TENANT, "North");
            log.warn("This is a demo: accounts whose password is their name, and client demo-upstream, can sign in");
            DemoPeople.ALL.forEach(person -> addPerson(person, person.id()));
        }
        if (nobodyIn(Groups.ADMINISTRATORS)) {
            addFirstAdministrator();
        }
    }

    private void addTenant(String id, String name) {
        if (identityService.createTenantQuery().tenantId(id).count() == 0) {
            Tenant tenant = identityService.newTenant(id);
            tenant.setName(name);
            identityService.saveTenant(tenant);
        }
    }

    private void addGroup(String id, String name) {
        if (identityService.createGroupQuery().groupId(id).count() > 0) {
            return;
        }
        Group group = identityService.newGroup(id);
        group.setName(name);
        group.setType(id.equals(Groups.ADMINISTRATORS) ? "SYSTEM" : "WORKFLOW");
        identityService.saveGroup(group);
    }

    private void addPerson(DemoPeople.Person person, String password) {
        if (identityService.createUserQuery().userId(person.id()).count() > 0) {
            return;
        }
        User user = identityService.newUser(person.id());
        user.setFirstName(person.firstName());
        user.setLastName(person.lastName());
        user.setPassword(password);
        identityService.saveUser(user);
        person.groups().forEach(group -> identityService.createMembership(person.id(), group));
        identityService.createTenantUserMembership(person.tenantId(), person.id());
    }

    private void addFirstAdministrator() {
        SecurityProperties.Admin admin = properties.admin();
        if (admin == null) {
            throw new NoAdministrator();
        }
        addPerson(
                new DemoPeople.Person(
                        admin.id(), admin.id(), "", Set.of(Groups.ADMINISTRATORS), CurrentCaller.MAIN_TENANT),
                admin.password());
        log.info("Added the first administrator; change the password and take it out of the configuration");
    }

    private boolean nobodyIn(String group) {
        return identityService.createUserQuery().memberOfGroup(group).count() == 0;
    }
}
