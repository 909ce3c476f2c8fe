package io.fairwell.keycloak;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.fairwell.testing.ApiCaller;
import io.fairwell.testing.Browser;
import io.fairwell.testing.RunningDemo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The packaged application and a real Keycloak, with a real browser between them. Fairwell starts first, when nobody
 * listens where its provider should be.
 */
class AgainstKeycloak {

    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final String NORTH = "kim.lee@north.example";
    private static final String MAIN = "sam.o-hara";

    @RegisterExtension
    static final Browser browser = new Browser();

    private static RunningDemo fairwell;
    private static Keycloak keycloak;

    @BeforeAll
    static void start() throws IOException {
        int port = freePort();
        String oidc = "--fairwell.security.oidc.";
        String external = "--fairwell.security.external-issuer.";
        fairwell = RunningDemo.startAsShipped(
                oidc + "issuer=" + Keycloak.issuer(port),
                oidc + "client-id=fairwell-pages",
                oidc + "client-secret=fairwell-pages-secret",
                oidc + "groups.support=contact-centre",
                oidc + "groups.supervisors=team-leads",
                oidc + "groups.analysts=rule-owners",
                oidc + "groups.operators=operations",
                oidc + "groups.auditors=internal-audit",
                oidc + "groups.camunda-admin=fairwell-admins",
                oidc + "tenant-claim=tenant",
                external + "uri=" + Keycloak.issuer(port),
                external + "audiences=fairwell-api");
        Page early = openEarly();
        assertThat(early.getByRole(AriaRole.ALERT)).containsText("cannot be reached at the moment");
        keycloak = Keycloak.start(port, fairwell.baseUrl());
    }

    private static Page openEarly() {
        Page page = browser.open(fairwell.baseUrl(), "en-US", 1280);
        page.navigate("/desk");
        return page;
    }

    @AfterAll
    static void stop() {
        if (keycloak != null) {
            keycloak.close();
        }
        fairwell.close();
    }

    @Test
    void oneSignInOpensDeskAndTasklistForTheOwnTenantOnly() {
        String north = declare("till-north");
        String main = declare("shop-main");

        Page page = signIn("/desk", NORTH);

        assertThat(page).hasURL(fairwell.baseUrl() + "/desk");
        assertThat(page.locator("main")).containsText(north);
        assertThat(page.locator("main")).not().containsText(main);
        assertThat(page.navigate("/desk/cases/" + north).status()).isEqualTo(200);
        assertThat(page.navigate("/desk/cases/" + main).status()).isEqualTo(404);
        page.navigate(TASKLIST);
        assertThat(page.locator("body")).containsText("Kim Lee");
        assertThat(page.locator(".fairwell-demo")).containsText("Demo");
        Browser.picture(page, "keycloak-tasklist");
        assertThat(status(page, "/camunda/app/cockpit/default/")).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "lea.martin, /desk,                         200",
        "lea.martin, /camunda/app/cockpit/default/, 403",
        "ana.silva,  /camunda/app/cockpit/default/, 200",
        "ana.silva,  /desk,                         403",
        "oto.berg,   /camunda/app/cockpit/default/, 200",
        "ida.novak,  /camunda/app/cockpit/default/, 200",
        "ida.novak,  /camunda/app/tasklist/default/, 403",
        "max.weber,  /camunda/app/admin/default/,   200",
    })
    void groupsOfTheProviderOpenWhatOursOpen(String person, String path, int status) {
        Page page = signIn("/account/password", person);

        assertThat(page.locator("main")).containsText("identity provider");
        assertThat(status(page, path)).isEqualTo(status);
    }

    @Test
    void signingOutOfOurPagesEndsTheSessionOfTheProvider() {
        Page page = signIn("/desk", MAIN);

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                .click();

        assertThat(page).hasURL(fairwell.baseUrl() + "/login?logout");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("You are signed out.");
        page.navigate("/desk");
        assertThat(page.locator("#kc-login")).isVisible();
    }

    @Test
    void signingOutOfTasklistEndsTheSessionOfTheProvider() {
        Page page = signIn(TASKLIST, MAIN);
        assertThat(page.locator("body")).containsText("Sam O'Hara");

        page.locator(".account .dropdown-toggle, [cam-widget-header] .account a")
                .first()
                .click();
        page.locator(".logout a, a[ng-click*='logout']").first().click();

        assertThat(page).hasURL(fairwell.baseUrl() + "/login?logout");
        page.navigate("/desk");
        assertThat(page.locator("#kc-login")).isVisible();
    }

    @Test
    void whatAnAdministratorEndsThereEndsHere() {
        Page page = signIn("/desk", MAIN);
        assertThat(status(page, "/desk")).isEqualTo(200);

        keycloak.logOut(MAIN);

        page.navigate("/desk");
        assertThat(page.locator("#kc-login")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({
        "gus.guest,    en-US, in none of the groups",
        "gus.guest,    zh-CN, 不属于任何可使用 Fairwell 的用户组",
        "nina.nowhere, en-US, for which tenant you work",
        "agent,        en-US, belongs to another account here",
    })
    void whoCannotWorkHereIsToldWhyAndMayLeave(String person, String locale, String words) {
        Page page = signIn("/desk", person, locale);

        assertThat(page.getByRole(AriaRole.ALERT)).containsText(words);
        Browser.picture(page, "keycloak-refused-" + person + "-" + locale);
        page.getByRole(AriaRole.ALERT).getByRole(AriaRole.LINK).click();
        assertThat(page).hasURL(fairwell.baseUrl() + "/login?logout");
        page.navigate("/desk");
        assertThat(page.locator("#kc-login")).isVisible();
    }

    @Test
    void systemsOfBothTenantsCallWithTheirTokens() {
        String subscription = subscription("till-north");

        assertThat(api("till-north")
                        .get("/api/v1/subscriptions/" + subscription)
                        .status())
                .isEqualTo(200);
        assertThat(api("shop-main").get("/api/v1/subscriptions/" + subscription).status())
                .isEqualTo(404);
        assertThat(api("another-application")
                        .get("/api/v1/subscriptions/" + subscription)
                        .status())
                .as("a token that is not for us")
                .isEqualTo(401);
        assertThat(api("till-north").get("/api/v1/reconciliations").status()).isEqualTo(403);
    }

    @Test
    void aNewKeyOfTheProviderIsFoundWithoutARestart() {
        String before = keycloak.token("shop-main");
        keycloak.rotateKeys();
        String after = keycloak.token("shop-main");

        assertThat(after.substring(0, after.indexOf('.')))
                .as("the header names another key")
                .isNotEqualTo(before.substring(0, before.indexOf('.')));
        ApiCaller api = new ApiCaller(fairwell.baseUrl());
        for (String token : new String[] {after, before}) {
            api.useToken(token);
            assertThat(api.get("/api/v1/subscriptions?customerId=nobody").status())
                    .isEqualTo(200);
        }
        assertThat(signIn("/desk", MAIN)).hasURL(fairwell.baseUrl() + "/desk");
    }

    private static Page signIn(String path, String person) {
        return signIn(path, person, "en-US");
    }

    private static Page signIn(String path, String person, String locale) {
        Page page = browser.open(fairwell.baseUrl(), locale, 1280);
        page.navigate(path);
        assertThat(page).hasURL(Pattern.compile(".*/realms/fairwell/.*"));
        page.locator("#username").fill(person);
        page.locator("#password").fill("password of " + person);
        page.locator("#kc-login").click();
        assertThat(page).not().hasURL(Pattern.compile(".*/realms/fairwell/.*"));
        return page;
    }

    private static int status(Page page, String path) {
        return page.navigate(path).status();
    }

    private static ApiCaller api(String client) {
        ApiCaller api = new ApiCaller(fairwell.baseUrl());
        api.useToken(keycloak.token(client));
        return api;
    }

    private static String subscription(String client) {
        String id = "sub-" + UUID.randomUUID();
        LocalDate start = LocalDate.now().minusDays(10);
        api(client)
                .put("/api/v1/subscriptions/" + id, """
                        {"customerId":"cust-%1$s","planId":"plan","planName":{"en":"Tall Tales","zh-CN":"故事会员"},
                         "terms":"video-monthly","jurisdiction":"CN","timeZone":"Asia/Shanghai","channel":"DIRECT",
                         "paymentRoute":"CARD","autoRenew":true,"billingPeriod":"P1M",
                         "price":{"amount":"25.00","currency":"CNY"},"paid":{"amount":"25.00","currency":"CNY"},
                         "paidOn":"%2$s","termStart":"%2$s","termEnd":"%3$s","used":true,
                         "benefitsEnjoyed":{"amount":"0.00","currency":"CNY"},"points":0,"coupons":0,"subAccounts":[],
                         "devices":1,"installmentsOutstanding":false,
                         "contact":{"email":"%1$s@example.org","name":"Wang Fang"}}
                        """.formatted(id, start, start.plusMonths(1)))
                .expect(201);
        return id;
    }

    private static String declare(String client) {
        return api(client)
                .post(
                        "/api/v1/cancellations",
                        "{\"subscriptionId\":\"%s\"}".formatted(subscription(client)),
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                .expect(201)
                .text("/caseNumber");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
