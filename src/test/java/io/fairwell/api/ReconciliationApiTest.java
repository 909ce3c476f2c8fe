package io.fairwell.api;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.fairwell.refund.Finding;
import io.fairwell.refund.Finding.Kind;
import io.fairwell.refund.Finding.Resolution;
import io.fairwell.refund.FindingUnknown;
import io.fairwell.refund.Reconciliation;
import io.fairwell.refund.Reconciliation.State;
import io.fairwell.refund.SandboxFault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class ReconciliationApiTest extends WebTest {

    private static final String PATH = "/api/v1/reconciliations";
    private static final String FAULTS = "/api/v1/sandbox/faults";
    private static final UUID ID = UUID.fromString("7d444840-9dc0-11d1-b245-5ffdce74fad2");
    private static final Instant AT = Instant.parse("2026-03-10T09:00:00Z");
    private static final Reconciliation RUN =
            new Reconciliation(7, "http", State.DONE, AT, AT.plusSeconds(60), AT, AT.plusSeconds(1), 3, 1, 1, null);

    private static Finding finding(Resolution resolution) {
        return new Finding(
                ID,
                "main",
                Kind.STATE_DIFFERS,
                "k-1",
                Samples.NUMBER,
                "REFUND",
                "REJECTED NONE CNY 22.00",
                "ACCEPTED SETTLED",
                AT,
                resolution);
    }

    private static MockHttpServletRequestBuilder json(MockHttpServletRequestBuilder request, String body) {
        return request.contentType(MediaType.APPLICATION_JSON).content(body);
    }

    @Test
    void runsAndOpenFindingsAreShownAsAgreed() throws Exception {
        given(reconciliations.latest(20)).willReturn(List.of(RUN));
        given(reconciliations.findings("main", true, 20)).willReturn(List.of(finding(null)));

        web.perform(get(PATH))
                .andExpect(status().isOk())
                .andExpect(content().json("""
                        {"items":[{"id":7,"gateway":"http","state":"DONE","from":"2026-03-10T09:00:00Z",
                          "to":"2026-03-10T09:01:00Z","startedAt":"2026-03-10T09:00:00Z","endedAt":"2026-03-10T09:00:01Z",
                          "compared":3,"healed":1,"found":1,"error":null}],
                         "findings":[{"id":"7d444840-9dc0-11d1-b245-5ffdce74fad2","kind":"STATE_DIFFERS","key":"k-1",
                          "caseNumber":"%s","leg":"REFUND","ours":"REJECTED NONE CNY 22.00","theirs":"ACCEPTED SETTLED",
                          "foundAt":"2026-03-10T09:00:00Z","resolution":null}]}""".formatted(Samples.NUMBER), JsonCompareMode.STRICT));
    }

    @Test
    void allFindingsAreShownOnRequest() throws Exception {
        given(reconciliations.findings("main", false, 5))
                .willReturn(List.of(finding(new Resolution(AT, "shop", "Made in the dashboard"))));

        web.perform(get(PATH).param("findings", "ALL").param("limit", "5"))
                .andExpect(jsonPath("$.findings[0].resolution.by").value("shop"))
                .andExpect(jsonPath("$.findings[0].resolution.note").value("Made in the dashboard"));
    }

    @ParameterizedTest
    @CsvSource({"findings, NONE", "limit, 0", "limit, 101", "since, 5"})
    void aStrangeQuestionIsRefused(String parameter, String value) throws Exception {
        web.perform(get(PATH).param(parameter, value)).andExpect(status().isUnprocessableEntity());
        verifyNoInteractions(reconciliations);
    }

    @Test
    void comparesWithoutABodyOrSinceWhen() throws Exception {
        given(reconciliations.run(null)).willReturn(Optional.of(RUN));
        given(reconciliations.run(AT)).willReturn(Optional.of(RUN));

        web.perform(post(PATH))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value(7));
        web.perform(json(post(PATH), "{\"from\":\"2026-03-10T10:00:00+01:00\"}"))
                .andExpect(status().isOk());

        verify(reconciliations).run(AT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"from\":\"yesterday\"} | 422",
                "{\"from\":\"1970-01-02T00:00:00Z\"} | 422",
                "{\"from\":5} | 400",
                "{\"until\":\"2026-03-10T10:00:00Z\"} | 422",
                "[] | 400",
                "{ | 400"
            })
    void aStrangeOrderIsRefused(String body, int status) throws Exception {
        web.perform(json(post(PATH), body)).andExpect(status().is(status));
        verifyNoInteractions(reconciliations);
    }

    @Test
    void oneAtATime() throws Exception {
        given(reconciliations.run(null)).willReturn(Optional.empty());
        web.perform(post(PATH))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("/problems/reconciliation-running"));
        web.perform(post(PATH).header("Accept-Language", "zh-CN"))
                .andExpect(jsonPath("$.title").value("对账正在进行"));
    }

    @Test
    void aFindingIsResolvedInTheCallersName() throws Exception {
        given(reconciliations.resolve("main", ID, "shop", "Ours"))
                .willReturn(finding(new Resolution(AT, "shop", "Ours")));

        web.perform(json(post(PATH + "/findings/" + ID + "/resolution"), "{\"note\":\" Ours \"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.resolution.note").value("Ours"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{} | 422", "{\"note\":\"  \"} | 422", "{\"note\":7} | 400", "{\"note\":\"a\",\"by\":\"b\"} | 422"
            })
    void aResolutionSaysWhy(String body, int status) throws Exception {
        web.perform(json(post(PATH + "/findings/" + ID + "/resolution"), body)).andExpect(status().is(status));
        verifyNoInteractions(reconciliations);
    }

    @Test
    void whatIsNoFindingIsNotFound() throws Exception {
        web.perform(json(post(PATH + "/findings/none/resolution"), "{\"note\":\"a\"}"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.type").value("/problems/finding-not-found"));
        given(reconciliations.resolve("main", ID, "shop", "a")).willThrow(FindingUnknown.class);
        web.perform(json(post(PATH + "/findings/" + ID + "/resolution"), "{\"note\":\"a\"}"))
                .andExpect(status().isNotFound());
    }

    @Test
    void theSandboxIsToldToMisbehave() throws Exception {
        SandboxFault fault = new SandboxFault(ID, "sub-vip", SandboxFault.Kind.RETURNED, 2, AT);
        given(sandboxFaults.add("sub-vip", SandboxFault.Kind.RETURNED, 2)).willReturn(fault);
        given(sandboxFaults.pending()).willReturn(List.of(fault));
        String expected = """
                {"id":"7d444840-9dc0-11d1-b245-5ffdce74fad2","subscriptionPrefix":"sub-vip","kind":"RETURNED","times":2,
                 "createdAt":"2026-03-10T09:00:00Z"}""";

        web.perform(json(post(FAULTS), "{\"subscriptionPrefix\":\"sub-vip\",\"kind\":\"RETURNED\",\"times\":2}"))
                .andExpect(status().isCreated())
                .andExpect(content().json(expected, JsonCompareMode.STRICT));
        web.perform(get(FAULTS)).andExpect(content().json("{\"items\":[" + expected + "]}", JsonCompareMode.STRICT));
        web.perform(delete(FAULTS)).andExpect(status().isNoContent());

        verify(sandboxFaults).clear();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{} | 422", "{\"kind\":\"EXPLODE\"} | 422", "{\"kind\":\"SLOW\",\"times\":0} | 422", "7 | 400"})
    void theSandboxDoesNotKnowEveryWayToMisbehave(String body, int status) throws Exception {
        web.perform(json(post(FAULTS), body)).andExpect(status().is(status));
        verifyNoInteractions(sandboxFaults);
    }

    @Test
    void onceIsUsualAndAllSubscriptionsAre() throws Exception {
        given(sandboxFaults.add(any(), any(), org.mockito.ArgumentMatchers.anyInt()))
                .willReturn(new SandboxFault(ID, "", SandboxFault.Kind.SLOW, 1, AT));
        web.perform(json(post(FAULTS), "{\"kind\":\"SLOW\"}")).andExpect(status().isCreated());
        verify(sandboxFaults).add("", SandboxFault.Kind.SLOW, 1);
    }
}
