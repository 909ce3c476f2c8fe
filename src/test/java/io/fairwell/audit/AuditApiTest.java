package io.fairwell.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import io.fairwell.audit.AuditEntry.Outcome;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** The trail over REST: to read, for the own tenant, and for nobody to write. */
@FairwellTest
class AuditApiTest {

    @Autowired
    private MockMvc web;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private Sealer sealer;

    @Autowired
    private MutableClock clock;

    private final String actor = "person:" + UUID.randomUUID();
    private final String number = "FW-" + UUID.randomUUID();

    private ResultActions call(HttpMethod method, String path, String scope, String tenant) throws Exception {
        return web.perform(request(method, path)
                .with(jwt().jwt(token -> token.claim("client_id", "watch").claim("tenant", tenant))
                        .authorities(new SimpleGrantedAuthority("SCOPE_" + scope))));
    }

    private ResultActions read(String path) throws Exception {
        return call(HttpMethod.GET, path, "audit:read", "main");
    }

    private void three() {
        for (int i = 1; i <= 3; i++) {
            trail.record(new AuditEntry(
                    "main", actor, "step" + i, Outcome.DONE, number, "192.0.2.1", Map.of("n", Integer.toString(i))));
        }
        sealer.seal();
    }

    @Test
    void newestFirstPageByPage() throws Exception {
        three();
        String first = read("/api/v1/audit?actor=" + actor + "&limit=2")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items[0].action").value("step3"))
                .andExpect(jsonPath("$.items[0].address").value("192.0.2.1"))
                .andExpect(jsonPath("$.items[0].details.n").value("3"))
                .andExpect(jsonPath("$.items[1].action").value("step2"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        String cursor = JsonPath.read(first, "$.nextCursor");

        read("/api/v1/audit?actor=" + actor + "&limit=2&cursor=" + cursor)
                .andExpect(jsonPath("$.items.length()").value(1))
                .andExpect(jsonPath("$.items[0].action").value("step1"))
                .andExpect(jsonPath("$.nextCursor").value((Object) null));
    }

    @Test
    void byCaseAndTime() throws Exception {
        three();
        read("/api/v1/audit?caseNumber=" + number + "&from=" + clock.instant() + "&until="
                        + clock.instant().plusSeconds(1))
                .andExpect(jsonPath("$.items.length()").value(3));
        read("/api/v1/audit?caseNumber=" + number + "&until=" + clock.instant())
                .andExpect(jsonPath("$.items.length()").value(0));
    }

    @Test
    void anotherTenantSeesNothingOfIt() throws Exception {
        three();
        call(HttpMethod.GET, "/api/v1/audit?caseNumber=" + number, "audit:read", "north")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items.length()").value(0));
        call(HttpMethod.GET, "/api/v1/audit?limit=100", "audit:read", "north")
                .andExpect(jsonPath("$.items[*].actor", not(hasItem(actor))));
    }

    @Test
    void theChainIsVerified() throws Exception {
        three();
        String verdict = read("/api/v1/audit/verification")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.intact").value(true))
                .andExpect(jsonPath("$.brokenAt").value((Object) null))
                .andReturn()
                .getResponse()
                .getContentAsString();
        int sequence = JsonPath.read(verdict, "$.sequence");
        String hash = JsonPath.read(verdict, "$.hash");

        read("/api/v1/audit/verification?sequence=" + sequence + "&hash=" + hash)
                .andExpect(jsonPath("$.intact").value(true));
        read("/api/v1/audit/verification?sequence=" + sequence + "&hash=" + "0".repeat(64))
                .andExpect(jsonPath("$.intact").value(false))
                .andExpect(jsonPath("$.fault").value("OTHER_THAN_WITNESSED"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?cursor=x",
                "?cursor=-1",
                "?limit=0",
                "?limit=101",
                "?from=yesterday",
                "?unknown=1",
                "/verification?sequence=0&hash=00",
                "/verification?sequence=1",
                "/verification?sequence=1&hash=zz"
            })
    void whatCannotBeUnderstoodIsRefused(String query) throws Exception {
        read("/api/v1/audit" + query).andExpect(status().isUnprocessableEntity());
    }

    @ParameterizedTest
    @CsvSource({"POST", "PUT", "PATCH", "DELETE"})
    void nobodyWrites(String method) throws Exception {
        for (String path : new String[] {"/api/v1/audit", "/api/v1/audit/1", "/api/v1/audit/verification"}) {
            for (String scope : new String[] {"audit:read", "cancellation:admin"}) {
                assertThat(call(HttpMethod.valueOf(method), path, scope, "main")
                                .andReturn()
                                .getResponse()
                                .getStatus())
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void withoutTheScopeThereIsNothingToRead() throws Exception {
        call(HttpMethod.GET, "/api/v1/audit", "cancellation:admin", "main").andExpect(status().isForbidden());
        call(HttpMethod.GET, "/api/v1/audit/verification", "cancellation:read", "main")
                .andExpect(status().isForbidden());
        web.perform(get("/api/v1/audit")).andExpect(status().isUnauthorized());
    }
}
