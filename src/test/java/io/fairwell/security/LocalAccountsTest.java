package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.digest.Sha512HashDigest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts with a password, outside the demo. */
@FairwellTest
class LocalAccountsTest {

    private static final String GIVEN = "given-by-the-administrator";
    private static final String OWN = "seven orange lighthouses";
    private static int count;

    @LocalServerPort
    private int port;

    @Autowired
    private IdentityService identityService;

    @Autowired
    private LocalAccounts accounts;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MutableClock clock;

    private Browser browser;
    private String id;

    @BeforeEach
    void somebody() {
        browser = new Browser(port);
        id = "person." + ++count;
        User user = identityService.newUser(id);
        user.setFirstName("Pat");
        user.setPassword(GIVEN);
        identityService.saveUser(user);
        identityService.createMembership(id, Groups.SUPPORT);
        identityService.createTenantUserMembership("main", id);
    }

    @AfterEach
    void gone() {
        identityService.deleteUser(id);
    }

    @Test
    void whosePasswordSomebodyElseHasSetChoosesTheirOwnBeforeAnythingElse() {
        assertThat(location(browser.get("/desk?q=FW"))).endsWith("/login");
        signIn(browser, GIVEN);
        assertThat(location(browser.get("/desk?q=FW"))).endsWith("/account/password");
        assertThat(location(browser.get("/camunda/app/tasklist/default/"))).endsWith("/account/password");
        assertThat(browser.getJson("/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/desk?q=FW").body()).doesNotContain("<table");

        HttpResponse<String> changed = change(browser, GIVEN, OWN, OWN);

        assertThat(location(changed)).as("what was wanted last").endsWith("/desk?q=FW");
        assertThat(browser.get("/desk").statusCode()).isEqualTo(200);
        assertThat(location(signIn(new Browser(port), GIVEN))).endsWith("/login?error");
        identityService.unlockUser(id);
        assertThat(location(signIn(new Browser(port), OWN))).endsWith("/desk");
    }

    @Test
    void theFirstAdministratorToo() {
        assertThat(accounts.mustChange("administrator")).isTrue();
    }

    @Test
    void aPasswordThatIsResetHasToBeChangedAgain() {
        accounts.setOwn(id, OWN);
        assertThat(location(signIn(browser, OWN))).endsWith("/desk");
        User user = identityService.createUserQuery().userId(id).singleResult();
        user.setPassword(OWN); // the same, and yet somebody else knows it now
        identityService.saveUser(user);

        assertThat(location(signIn(new Browser(port), OWN))).endsWith("/account/password");
    }

    @ParameterizedTest
    @CsvSource({
        "en,    wrong-password-entirely, a good long one 7, a good long one 7, The present password is not right",
        "zh-CN, wrong-password-entirely, a good long one 7, a good long one 7, 当前密码不正确",
        "en,    given-by-the-administrator, short, short, too short",
        "zh-CN, given-by-the-administrator, short, short, 新密码过短",
        "en,    given-by-the-administrator, a good long one 7, a good long one 8, not the same",
        "en,    given-by-the-administrator, given-by-the-administrator, given-by-the-administrator, the one you have",
        "en,    given-by-the-administrator, Password1234, Password1234, everybody tries first",
        "zh-CN, given-by-the-administrator, qwertyuiop123, qwertyuiop123, 新密码属于常见密码",
        "en,    given-by-the-administrator, USER-123, USER-123, little more than your own name",
    })
    void saysWhatIsWrongWithAPassword(String language, String current, String wanted, String repeated, String words) {
        signIn(browser, GIVEN);

        HttpResponse<String> page = change(
                browser,
                current,
                wanted.replace("USER", id),
                repeated.replace("USER", id),
                "Accept-Language",
                language);

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains(words, "lang=\"" + language)
                .doesNotContain(current, wanted.length() > 8 ? wanted : "none");
        identityService.unlockUser(id);
        assertThat(location(signIn(new Browser(port), GIVEN)))
                .as("still the old one")
                .doesNotContain("error");
    }

    @Test
    void aChangeEndsTheOtherSessionsOfThatPersonOnly() {
        accounts.setOwn(id, OWN);
        Browser other = new Browser(port);
        signIn(browser, OWN);
        signIn(other, OWN);
        String before = browser.cookie("FAIRWELL");

        change(browser, OWN, "nine purple windmills", "nine purple windmills");

        assertThat(browser.get("/desk").statusCode()).isEqualTo(200);
        assertThat(browser.cookie("FAIRWELL")).isNotEqualTo(before);
        assertThat(other.get("/desk").statusCode()).isEqualTo(302);
    }

    @Test
    void thePasswordPageIsForThoseWhoAreSignedIn() {
        assertThat(location(browser.get("/account/password"))).endsWith("/login");
        assertThat(browser.form("/account/password", "current=a&wanted=b&repeated=b")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void passwordsAreKeptWithBcrypt() {
        assertThat(stored()).startsWith("{bcrypt-sha256}$2b$10$");
        assertThat(new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("fairwell.security.people", PeopleProperties.class)
                        .passwordStrength())
                .as("outside of tests")
                .isEqualTo(12);
    }

    @Test
    void everyCharacterOfALongPasswordCounts() {
        var hash = new PasswordHash(10);
        String encrypted = hash.encrypt("x".repeat(100) + "salt");

        assertThat(hash.check("x".repeat(100) + "salt", encrypted)).isTrue();
        assertThat(hash.check("x".repeat(99) + "salt", encrypted)).isFalse();
        assertThat(hash.check("x".repeat(100) + "sal", encrypted)).isFalse();
    }

    @Test
    void aHashOfAnEarlierVersionIsReplacedAtTheNextSignIn() {
        accounts.setOwn(id, OWN);
        assertThat(accounts.mustChange(id)).isFalse();
        hashAsEarlier(OWN);

        assertThat(accounts.check(id, "not this one, surely")).isFalse();
        assertThat(stored()).startsWith("{SHA-512}");
        identityService.unlockUser(id);
        assertThat(accounts.check(id, OWN)).isTrue();

        assertThat(stored()).startsWith("{bcrypt-sha256}$2b$10$");
        assertThat(accounts.check(id, OWN)).isTrue();
    }

    @Test
    void replacingAHashLeavesThePasswordItsOwners() {
        hashAsEarlier(OWN);
        new OwnPasswords(jdbc, clock).remember(id, stored());

        assertThat(accounts.check(id, OWN)).isTrue();

        assertThat(stored()).startsWith("{bcrypt-sha256}");
        assertThat(accounts.mustChange(id)).isFalse();
    }

    @Test
    void guessingIsSlowedDownAndLooksTheSameForEverybody() {
        String unknown = location(signIn(browser, "nobody." + count, "a-password-nobody-has"));
        assertThat(location(signIn(browser, id, "a-password-nobody-has")))
                .isEqualTo(unknown)
                .endsWith("/login?error");
        assertThat(location(signIn(browser, id, GIVEN)))
                .as("the right one, too soon")
                .isEqualTo(unknown);

        identityService.unlockUser(id);
        assertThat(location(signIn(browser, id, GIVEN))).doesNotContain("error");
    }

    /** In processor time of this thread, so that it does not matter what else this machine does. */
    @Test
    void everyAnswerCostsTheSame() {
        accounts.check(id, GIVEN); // everything is loaded
        long right = cost(id, GIVEN);
        long wrong = cost(id, "a-password-nobody-has");
        long locked = cost(id, GIVEN);
        long unknown = cost("nobody." + count, GIVEN);
        long impossible = cost("no\u0000body", GIVEN);
        identityService.unlockUser(id);
        hashAsEarlier(GIVEN);
        long wrongOnAnEarlierHash = cost(id, "a-password-nobody-has");

        assertThat(right).as("milliseconds").isGreaterThan(20);
        for (long other : new long[] {wrong, locked, unknown, impossible, wrongOnAnEarlierHash}) {
            assertThat(other).isBetween(right / 2, right * 2);
        }
    }

    private long cost(String user, String password) {
        var threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        accounts.check(user, password);
        return TimeUnit.NANOSECONDS.toMillis(threads.getCurrentThreadCpuTime() - begin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no%00body", "%F0%9F%98%80", "", "' OR 1=1 --"})
    void aNameThatCannotBeOneIsJustWrong(String name) {
        HttpResponse<String> answer =
                browser.form("/login", "_csrf=" + browser.csrf("/login") + "&username=" + name + "&password=" + GIVEN);

        assertThat(location(answer)).endsWith("/login?error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "123456789012", "passwordpassword"})
    void theEngineItselfTakesNoWeakPassword(String weak) {
        User user = identityService.newUser("weak");
        user.setPassword(weak);

        assertThatThrownBy(() -> identityService.saveUser(user)).isInstanceOf(ProcessEngineException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "../a", "client:a", "", "-a", "a\n"})
    void theEngineTakesNoIdThatCouldMeanSomethingElse(String other) {
        assertThatThrownBy(() -> identityService.saveUser(identityService.newUser(other)))
                .isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void aSignInMakesANewSessionThatEndsHoweverBusyItIs() {
        accounts.setOwn(id, OWN);
        browser.get("/desk");
        String before = browser.cookie("FAIRWELL");
        signIn(browser, OWN);
        assertThat(browser.cookie("FAIRWELL")).isNotEqualTo(before);
        begun(Duration.ofHours(11));
        assertThat(browser.get("/desk").statusCode()).isEqualTo(200);

        begun(Duration.ofHours(13));

        assertThat(location(browser.get("/desk"))).endsWith("/login");
        begun(Duration.ofHours(1));
        assertThat(browser.get("/desk").statusCode()).as("it is gone").isEqualTo(302);
    }

    private void begun(Duration ago) {
        jdbc.sql("UPDATE web_session SET creation_time = ? WHERE principal_name = ?")
                .param(clock.instant().minus(ago).toEpochMilli())
                .param(id)
                .update();
    }

    private void hashAsEarlier(String password) {
        jdbc.sql("UPDATE act_id_user SET pwd_ = ?, salt_ = 'salt' WHERE id_ = ?")
                .param("{SHA-512}" + new Sha512HashDigest().encrypt(password + "salt"))
                .param(id)
                .update();
    }

    private String stored() {
        return jdbc.sql("SELECT pwd_ FROM act_id_user WHERE id_ = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private HttpResponse<String> signIn(Browser browser, String password) {
        return signIn(browser, id, password);
    }

    private static HttpResponse<String> signIn(Browser browser, String user, String password) {
        return browser.signIn(encoded(user), encoded(password));
    }

    private static HttpResponse<String> change(
            Browser browser, String current, String wanted, String repeated, String... headers) {
        return browser.form(
                "/account/password",
                "_csrf=" + browser.csrf("/account/password") + "&current=" + encoded(current) + "&wanted="
                        + encoded(wanted) + "&repeated=" + encoded(repeated),
                headers);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("no redirect: " + answer.statusCode());
    }
}
