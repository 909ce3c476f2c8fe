package io.fairwell.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import io.fairwell.testing.FairwellTest;
import io.fairwell.vault.Owner;
import io.fairwell.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Webhooks and deliveries through the whole application. */
@FairwellTest
class MessagesApiTest {

    private static final String ENDPOINT = "/api/v1/webhooks/endpoint";
    private static final String EVENT = "io.fairwell.cancellation.";
    private static final String URL = "{\"url\":\"https://hooks.fairwell.example/in\"}";

    @Autowired
    private MockMvc web;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Vault vault;

    private final String client = "client-" + UUID.randomUUID();

    private ResultActions call(
            MockHttpServletRequestBuilder request, String scope, String tenant, @Nullable String body)
            throws Exception {
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).content(body);
        }
        return web.perform(
                request.with(jwt().jwt(token -> token.claim("client_id", client).claim("tenant", tenant))
                        .authorities(new SimpleGrantedAuthority("SCOPE_" + scope))));
    }

    private ResultActions mine(MockHttpServletRequestBuilder request, @Nullable String body) throws Exception {
        return call(request, "webhook:write", "main", body);
    }

    private ResultActions admin(MockHttpServletRequestBuilder request) throws Exception {
        return call(request, "cancellation:admin", "main", null);
    }

    private static MockHttpServletRequestBuilder post(String path, String key) {
        return org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post(path)
                .header("Idempotency-Key", key);
    }

    private static String body(ResultActions answer) throws Exception {
        return answer.andReturn().getResponse().getContentAsString();
    }

    @Test
    void aDeclarationTellsItsCallbackAddress_andTheCaseShowsItsMessages() throws Exception {
        String id = "sub-" + UUID.randomUUID();
        call(put("/api/v1/subscriptions/" + id), "subscription:write", "main", """
                {"customerId":"cust-%1$s","planId":"plan","planName":{"en":"Plan","zh-CN":"套餐"},"terms":"lifetime",
                 "jurisdiction":"CN","timeZone":"Asia/Shanghai","channel":"DIRECT","paymentRoute":"CARD","autoRenew":true,
                 "billingPeriod":"P1Y","price":{"amount":"299.00","currency":"CNY"},
                 "paid":{"amount":"299.00","currency":"CNY"},"paidOn":"2026-01-10","termStart":"2026-01-10",
                 "termEnd":"2027-01-10","used":true,"contact":{"email":"li@example.org"}}""".formatted(id))
                .andExpect(status().isCreated());
        String declared = body(call(post("/api/v1/cancellations", id), "cancellation:write", "main", """
                {"subscriptionId":"%s","callbackUrl":"https://hooks.fairwell.example/case"}""".formatted(id))
                .andExpect(status().isCreated()));
        String deliveries = "/api/v1/cancellations/" + JsonPath.read(declared, "$.caseNumber") + "/deliveries";

        call(get(deliveries), "cancellation:read", "main", null)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items[?(@.channel=='WEBHOOK')].kind", hasItem(EVENT + "received")))
                .andExpect(jsonPath("$.items[?(@.channel=='EMAIL')].kind", hasItem("RECEIPT")))
                .andExpect(content().string(not(containsString("hooks.fairwell.example"))))
                .andExpect(content().string(not(containsString("li@example.org"))));
        call(get(deliveries), "cancellation:read", "other", null).andExpect(status().isNotFound());
    }

    @Test
    void anEndpointIsRegisteredShownChangedAndTakenAway() throws Exception {
        mine(get(ENDPOINT), null)
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.type").value("/problems/webhook-endpoint-not-found"));
        mine(put(ENDPOINT), URL)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.url").value("https://hooks.fairwell.example/in"))
                .andExpect(jsonPath("$.state").value("ENABLED"));
        mine(put(ENDPOINT), URL).andExpect(status().isOk());
        mine(get(ENDPOINT), null).andExpect(status().isOk());
        call(get(ENDPOINT), "webhook:write", "other", null).andExpect(status().isNotFound());
        mine(delete(ENDPOINT), null).andExpect(status().isNoContent());
        mine(delete(ENDPOINT), null).andExpect(status().isNoContent());
        mine(get(ENDPOINT), null).andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /url | missing | en",
                "{\"url\":\"ftp://hooks.fairwell.example\"} | /url | bad-url | en",
                "{\"url\":\"http://hooks.fairwell.example\"} | /url | address-not-allowed | en",
                "{\"url\":\"https://169.254.169.254/\"} | /url | address-not-allowed | zh-CN",
                "{\"url\":\"https://hooks.fairwell.example\",\"more\":1} | /more | unknown-field | zh-CN",
            })
    void anEndpointThatMayNotBeCalledIsRefused(String body, String pointer, String code, String language)
            throws Exception {
        mine(put(ENDPOINT).header("Accept-Language", language), body)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(header().string("Content-Language", language))
                .andExpect(jsonPath("$.errors[0].pointer").value(pointer))
                .andExpect(jsonPath("$.errors[0].code").value(code));
    }

    @Test
    void aNewSecretIsShownInOneAnswerOnly_andNotKeptInTheClear() throws Exception {
        String key = UUID.randomUUID().toString();
        String first = body(mine(post("/api/v1/webhooks/secrets", key), null)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.secret", startsWith("whsec_")))
                .andExpect(jsonPath("$.previousUntil").value((Object) null)));
        String again = body(mine(post("/api/v1/webhooks/secrets", key), null)
                .andExpect(status().isCreated())
                .andExpect(header().string("Idempotency-Replayed", "true")));
        assertThat(again).isEqualTo(first);
        String secret = JsonPath.read(first, "$.secret");
        Owner sealedFor = Owner.system("main", "idempotency_record");
        assertThat(jdbc.sql("SELECT body FROM idempotency_record WHERE client_id = ?")
                        .param(client)
                        .query((row, n) -> vault.open(sealedFor, "idempotency_record.body", row.getBytes(1)))
                        .list())
                .extracting(body -> new String(body, StandardCharsets.UTF_8))
                .hasSize(1)
                .noneMatch(stored -> stored.contains(secret));
        String second = body(mine(post("/api/v1/webhooks/secrets", "another-key"), null)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.previousUntil").isNotEmpty()));
        assertThat(JsonPath.<String>read(second, "$.secret")).isNotEqualTo(secret);
    }

    @Test
    void aTestEventIsADeliveryThatOperatorsOfTheTenantSeeAndSendAgain() throws Exception {
        mine(post("/api/v1/webhooks/test", "none"), null).andExpect(status().isNotFound());
        mine(put(ENDPOINT), URL);
        String id = JsonPath.read(
                body(mine(post("/api/v1/webhooks/test", "first"), null).andExpect(status().isAccepted())),
                "$.webhookId");
        mine(delete(ENDPOINT), null);

        admin(get("/api/v1/deliveries?state=PARKED&channel=WEBHOOK&limit=100"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items[?(@.id=='" + id + "')].error").value("ENDPOINT_REMOVED"));
        String path = "/api/v1/deliveries/" + id + "/redelivery";
        admin(post(path, "a"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("/problems/not-redeliverable"));
        call(post(path, "b"), "cancellation:admin", "other", null).andExpect(status().isNotFound());
        call(get("/api/v1/deliveries?channel=WEBHOOK"), "cancellation:admin", "other", null)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items").isEmpty());
        mine(put(ENDPOINT), URL);
        String first = body(admin(post(path, "c"))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.state").value("PENDING")));
        assertThat(body(admin(post(path, "c")).andExpect(header().string("Idempotency-Replayed", "true"))))
                .isEqualTo(first);
        mine(delete(ENDPOINT), null);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/deliveries?state=LOST,                     /state",
        "/api/v1/deliveries?channel=FAX,                    /channel",
        "/api/v1/deliveries?cursor=bm90aGluZw,              /cursor",
        "/api/v1/deliveries?limit=0,                        /limit",
        "/api/v1/deliveries?address=li@example.org,         /address",
    })
    void whatCannotBeAskedForIsRefused(String path, String pointer) throws Exception {
        admin(get(path))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].pointer").value(pointer));
    }

    @ParameterizedTest
    @CsvSource({"letter_1", "msg_", "msg_00000000-0000-0000-0000-000000000000"})
    void deliveriesThatAreNotThereAreNotFound(String id) throws Exception {
        admin(post("/api/v1/deliveries/" + id + "/redelivery", "k-" + id))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.type").value("/problems/delivery-not-found"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /api/v1/webhooks/endpoint,                cancellation:admin",
        "PUT,  /api/v1/webhooks/endpoint,                cancellation:write",
        "POST, /api/v1/webhooks/secrets,                 cancellation:admin",
        "GET,  /api/v1/deliveries,                       webhook:write",
        "GET,  /api/v1/deliveries,                       cancellation:read",
        "POST, /api/v1/deliveries/msg_1/redelivery,      cancellation:write",
    })
    void eachNeedsItsScope(String method, String path, String scope) throws Exception {
        call(
                        org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request(
                                org.springframework.http.HttpMethod.valueOf(method), path),
                        scope,
                        "main",
                        null)
                .andExpect(status().isForbidden());
    }
}
