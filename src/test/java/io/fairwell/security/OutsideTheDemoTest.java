package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairwell.testing.FairwellTest;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@FairwellTest
class OutsideTheDemoTest {

    @LocalServerPort
    private int port;

    @Autowired
    private IdentityService identityService;

    @Autowired
    private Seed seed;

    @Autowired
    private SecurityProperties properties;

    private Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(port);
    }

    @Test
    void onlyTheConfiguredAdministratorIsThere() {
        assertThat(identityService.createUserQuery().list())
                .extracting(User::getId)
                .containsExactly("administrator");
        assertThat(identityService.createGroupQuery().list())
                .extracting(Group::getId)
                .containsExactlyInAnyOrderElementsOf(Groups.OF_PEOPLE.keySet());
        assertThat(browser.signIn("admin", "admin").headers().firstValue("Location"))
                .hasValueSatisfying(address -> assertThat(address).endsWith("/login?error"));
    }

    @Test
    void theDemoClientIsUnknown() {
        assertThat(browser.token("demo-upstream", "demo-secret", "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void theLoginPageNamesNoAccounts() {
        assertThat(browser.get("/login").body()).doesNotContain("demo", "agent");
    }

    @Test
    void thereIsNoMailbox() {
        assertThat(browser.get("/mailbox").statusCode()).isEqualTo(404);
        assertThat(browser.get("/mailbox/1").statusCode()).isEqualTo(404);
    }

    @Test
    void theNextStartAddsNothing() {
        seed.afterSingletonsInstantiated();

        assertThat(identityService.createUserQuery().count()).isEqualTo(1);
    }

    @Test
    void doesNotStartWithoutAnyAdministrator() {
        var unconfigured = new SecurityProperties(
                properties.issuer(),
                properties.accessTokenLifetime(),
                properties.clients(),
                null,
                properties.nativeStartVariables());
        identityService.deleteMembership("administrator", Groups.ADMINISTRATORS);
        try {
            assertThatThrownBy(new PeopleSeed(identityService, unconfigured, false)::add)
                    .isInstanceOf(NoAdministrator.class)
                    .hasMessageContaining("fairwell.security.admin.password");
        } finally {
            identityService.createMembership("administrator", Groups.ADMINISTRATORS);
        }
    }
}
