package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.dispute.Claim;
import io.fairwell.dispute.Disputes;
import io.fairwell.privacy.Erasures;
import io.fairwell.privacy.PersonalDataErased;
import io.fairwell.privacy.PersonalDataExported;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What customers may ask: to be forgotten, and to be told what is known of them. */
@FairwellTest
class CustomerErasureTest {

    private static final String CUSTOMERS = "/api/v1/customers/";

    @Autowired
    private MockMvc web;

    @Autowired
    private CaseDriver driver;

    @Autowired
    private Subscriptions subscriptions;

    @Autowired
    private Disputes disputes;

    @Autowired
    private Erasures erasures;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MutableClock clock;

    @Autowired
    private ConfigurableApplicationContext context;

    private Subscription subscription() {
        return driver.subscription(s -> s.with(x -> {
            x.terms = "vip-term";
            x.paid = "30.00";
        }));
    }

    private CaseNumber ended(Subscription subscription) {
        CaseNumber number = driver.declare(subscription, w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));
        driver.work(number);
        driver.fire(number, "Event_EffectiveDateReached");
        assertThat(driver.get(number).endedAt()).isNotNull();
        return number;
    }

    /** As far as the money is concerned. */
    private CaseNumber settled(Subscription subscription) {
        CaseNumber number = ended(subscription);
        jdbc.sql("UPDATE refund_intent SET settlement = 'SETTLED', settled_at = now() WHERE case_number = ?")
                .param(number.value())
                .update();
        return number;
    }

    private ResultActions call(MockHttpServletRequestBuilder request, String scope, String tenant) throws Exception {
        return web.perform(
                request.with(jwt().jwt(token -> token.claim("client_id", "shop").claim("tenant", tenant))
                        .authorities(new SimpleGrantedAuthority("SCOPE_" + scope))));
    }

    private ResultActions call(MockHttpServletRequestBuilder request) throws Exception {
        return call(request, "privacy:write", "main");
    }

    private ResultActions erase(String customer) throws Exception {
        return call(post(CUSTOMERS + customer + "/erasure"));
    }

    @Test
    void whatIsStillGoingOnIsInTheWay_andNamed() throws Exception {
        Subscription subscription = subscription();
        String customer = subscription.customerId();
        CaseNumber number = driver.declare(subscription, w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));
        erase(customer)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("/problems/erasure-blocked"))
                .andExpect(jsonPath("$.blockedBy").value("CASE_OPEN " + number));
        driver.work(number);
        driver.fire(number, "Event_EffectiveDateReached");

        erase(customer).andExpect(jsonPath("$.blockedBy").value("REFUND_NOT_SETTLED " + number));
        jdbc.sql("UPDATE refund_intent SET settlement = 'SETTLED', settled_at = now() WHERE case_number = ?")
                .param(number.value())
                .update();
        disputes.open(
                number,
                Claim.aboutCharge(
                        "not mine",
                        subscription.paid(),
                        LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"))),
                driver.customer(number));

        erase(customer)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.blockedBy").value("DISPUTE_OPEN " + number));
        call(post(CUSTOMERS + customer + "/erasure").header("Accept-Language", "zh-CN"))
                .andExpect(jsonPath("$.title").value("目前无法删除"));
        assertThat(subscriptions.get("main", subscription.id()).contact()).isEqualTo(subscription.contact());
    }

    @Test
    void whatTheLawDemandsIsRestricted_andTheRestErased() throws Exception {
        Subscription subscription = subscription();
        CaseNumber number = settled(subscription);

        erase(subscription.customerId())
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", CUSTOMERS + subscription.customerId() + "/erasures"))
                .andExpect(jsonPath("$.occasion").value("REQUEST"))
                .andExpect(jsonPath("$.erased[?(@.kind=='AGREEMENT')].records", hasItem(1)))
                .andExpect(jsonPath("$.erased", hasSize(1)))
                .andExpect(jsonPath("$.restricted[0].caseNumber").value(number.value()))
                .andExpect(jsonPath("$.restricted[0].until").value("2029-03-10"))
                .andExpect(jsonPath("$.keysDestroyed", hasSize(1)))
                .andExpect(content().string(not(containsString(subscription.customerId()))))
                .andExpect(content().string(not(containsString("@example.org"))));

        assertThat(subscriptions.get("main", subscription.id()).contact()).isEqualTo(Contact.NONE);
        assertThat(driver.get(number).request().customerId()).isEqualTo(subscription.customerId());
        assertThat(driver.recipients(number))
                .containsExactly(subscription.contact().email());
    }

    @Test
    void askingAgainChangesNothing() throws Exception {
        Subscription subscription = subscription();
        settled(subscription);
        String first =
                erase(subscription.customerId()).andReturn().getResponse().getContentAsString();

        erase(subscription.customerId())
                .andExpect(status().isOk())
                .andExpect(content().json(first));

        call(get(CUSTOMERS + subscription.customerId() + "/erasures")).andExpect(jsonPath("$.items", hasSize(1)));
    }

    @Test
    void theCertificateIsWhatItsHashIsOver() throws Exception {
        Subscription subscription = subscription();
        settled(subscription);
        String body = erase(subscription.customerId()).andReturn().getResponse().getContentAsString();
        byte[] document = com.jayway.jsonpath.JsonPath.<String>read(body, "$.document")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);

        assertThat(java.util.HexFormat.of()
                        .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                                .digest(document)))
                .isEqualTo(com.jayway.jsonpath.JsonPath.<String>read(body, "$.hash"));
    }

    @Test
    void aCustomerWhoComesBackBeginsAnew() throws Exception {
        Subscription subscription = subscription();
        settled(subscription);
        erase(subscription.customerId()).andExpect(status().isCreated());

        subscriptions.put(subscription);

        assertThat(subscriptions.get("main", subscription.id()).contact()).isEqualTo(subscription.contact());
        erase(subscription.customerId())
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.erased[0].kind").value("AGREEMENT"));
        call(get(CUSTOMERS + subscription.customerId() + "/erasures")).andExpect(jsonPath("$.items", hasSize(2)));
    }

    @ParameterizedTest
    @CsvSource({"POST, /erasure", "GET, /erasures", "GET, /export"})
    void nobodySeesAcrossTenantsOrWithoutTheScope(String method, String action) throws Exception {
        String customer = subscription().customerId();
        var verb = org.springframework.http.HttpMethod.valueOf(method);

        for (String unknown : new String[] {customer, "nobody"}) {
            call(
                            org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request(
                                    verb, CUSTOMERS + unknown + action),
                            "privacy:write",
                            "north")
                    .andExpect(status().isNotFound())
                    .andExpect(jsonPath("$.type").value("/problems/customer-not-found"));
        }
        call(
                        org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request(
                                verb, CUSTOMERS + customer + action),
                        "cancellation:admin",
                        "main")
                .andExpect(status().isForbidden());
        assertThat(subscriptions.search(
                        new io.fairwell.subscription.SubscriptionSearch("main", customer, null, "id", 10, 0)))
                .hasSize(1);
    }

    @Test
    void othersAreToldByIdsAlone() throws Exception {
        Subscription subscription = subscription();
        CaseNumber number = settled(subscription);
        var told = new java.util.ArrayList<Object>();
        ApplicationListener<PayloadApplicationEvent<?>> listener = event -> told.add(event.getPayload());
        context.addApplicationListener(listener);
        try {
            call(get(CUSTOMERS + subscription.customerId() + "/export")).andExpect(status().isOk());
            erase(subscription.customerId()).andExpect(status().isCreated());
            driver.fire(number, "Event_RetentionEnded");
        } finally {
            context.removeApplicationListener(listener);
        }

        assertThat(told)
                .contains(new PersonalDataExported("main", subscription.customerId(), "shop"))
                .filteredOn(PersonalDataErased.class::isInstance)
                .extracting(
                        event -> ((PersonalDataErased) event).by(), event -> ((PersonalDataErased) event).caseNumber())
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("shop", null),
                        org.assertj.core.api.Assertions.tuple("fairwell", number.value()));
    }

    /** As docs/operations.md says: the operator marks the keys, the next start does the rest. */
    @Test
    void whatARestoreHasBroughtBackIsErasedAgain() throws Exception {
        Subscription subscription = subscription();
        CaseNumber number = settled(subscription);
        clock.plus(Duration.ofDays(10));
        assertThat(jdbc.sql("UPDATE data_key SET wrapped = NULL, destroyed_at = now() WHERE subject IN (?, ?)")
                        .params(number.value(), subscription.customerId())
                        .update())
                .isEqualTo(2);

        assertThat(erasures.finishDestroyed()).isOne();

        assertThat(driver.get(number).request().customerId()).startsWith("erased-");
        assertThat(subscriptions.get("main", subscription.id()).customerId()).startsWith("erased-");
        assertThat(jdbc.sql("SELECT count(*) FROM data_key WHERE subject = ?")
                        .param(subscription.customerId())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(erasures.finishDestroyed()).isZero();
    }

    @Test
    void aSupportAgentSeesWhatIsLeftToBeDoneAndNoMore() throws Exception {
        Subscription subscription = subscription();
        CaseNumber number = ended(subscription);
        var agent = org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user(
                        "mia")
                .authorities(new SimpleGrantedAuthority("GROUP_support"), new SimpleGrantedAuthority("TENANT_main"));
        String email = String.valueOf(subscription.contact().email());

        web.perform(get("/desk/cases/" + number).with(agent))
                .andExpect(content().string(containsString(email)));
        jdbc.sql("UPDATE refund_intent SET settlement = 'SETTLED', settled_at = now() WHERE case_number = ?")
                .param(number.value())
                .update();

        web.perform(get("/desk/cases/" + number).with(agent).header("Accept-Language", "zh-CN"))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString(email))))
                .andExpect(content().string(containsString("仅因法律要求而保存")));
    }
}
