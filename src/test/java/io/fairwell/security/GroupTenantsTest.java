package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.testing.DemoTest;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Tenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Installations whose groups have tenants go on working: their people have them now. */
@DemoTest
class GroupTenantsTest {

    @Autowired
    private IdentityService identity;

    @AfterEach
    void tidyUp() {
        List.of("oldone", "settled").forEach(identity::deleteUser);
        identity.deleteGroup("oldgroup");
        identity.deleteTenant("aaa");
    }

    @Test
    void peopleGetWhatTheirGroupHadOnce() {
        identity.saveTenant(identity.newTenant("aaa"));
        identity.saveGroup(identity.newGroup("oldgroup"));
        identity.createTenantGroupMembership("main", "oldgroup");
        identity.createTenantGroupMembership("aaa", "oldgroup");
        List.of("oldone", "settled").forEach(each -> {
            identity.saveUser(identity.newUser(each));
            identity.createMembership(each, "oldgroup");
        });
        identity.createTenantUserMembership("north", "settled");

        new GroupTenants(identity).handOverToPeople();

        assertThat(tenants("oldone")).containsExactly("main");
        assertThat(tenants("settled")).as("who has one keeps it").containsExactly("north");
        assertThat(identity.createTenantQuery().groupMember("oldgroup").count()).isZero();

        identity.deleteTenantUserMembership("main", "oldone");
        new GroupTenants(identity).handOverToPeople();
        assertThat(tenants("oldone")).as("what was taken away stays away").isEmpty();
    }

    @Test
    void noGroupOfOursHasATenantAndEverybodyOfTheDemoHasOne() {
        Groups.OF_PEOPLE
                .keySet()
                .forEach(group -> assertThat(
                                identity.createTenantQuery().groupMember(group).count())
                        .isZero());
        DemoPeople.ALL.forEach(person -> assertThat(tenants(person.id())).containsExactly(person.tenantId()));
    }

    private List<String> tenants(String user) {
        return identity.createTenantQuery().userMember(user).list().stream()
                .map(Tenant::getId)
                .toList();
    }
}
