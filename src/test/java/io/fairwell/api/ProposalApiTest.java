package io.fairwell.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.fairwell.proposal.Proposal;
import io.fairwell.proposal.Proposal.State;
import io.fairwell.proposal.ProposalRefused;
import io.fairwell.proposal.ProposalRefused.Why;
import io.fairwell.proposal.Proposals;
import io.fairwell.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class ProposalApiTest extends WebTest {

    private static final String PATH = "/api/v1/rules/proposals";
    private static final UUID ID = UUID.fromString("7d444840-9dc0-11d1-b245-5ffdce74fad2");
    private static final String DIGEST = "ab".repeat(32);
    private static final Proposals.By SHOP_BY = new Proposals.By("main", "shop");

    private static Proposal proposal(String author) {
        return new Proposal(
                ID,
                "main",
                "Lower fee",
                null,
                List.of(new Proposal.File("terms.dmn", DIGEST, 7)),
                DIGEST,
                "d-1",
                State.PROPOSED,
                author,
                Instant.parse("2026-03-10T09:00:00Z"),
                null,
                null,
                null,
                null);
    }

    @Test
    void aProposalIsShownAsAgreed() throws Exception {
        given(proposals.get(SHOP_BY, ID)).willReturn(proposal("shop"));
        given(proposals.isOutdated(any())).willReturn(true);

        web.perform(get(PATH + "/" + ID))
                .andExpect(status().isOk())
                .andExpect(content().json("""
                        {"id":"%s","name":"Lower fee","comment":null,"state":"PROPOSED","outdated":true,"sha256":"%2$s",
                         "files":[{"name":"terms.dmn","sha256":"%2$s","size":7}],"basedOn":"d-1","proposedBy":"shop",
                         "proposedAt":"2026-03-10T09:00:00Z","decidedBy":null,"decidedAt":null,"reason":null,
                         "deployment":null}""".formatted(ID, DIGEST), JsonCompareMode.STRICT));
    }

    @Test
    void partsAreHandedOn() throws Exception {
        given(proposals.propose(eq(SHOP_BY), eq("Lower fee"), eq("Why not"), any()))
                .willReturn(new Proposals.HandedIn(proposal("shop"), true));

        web.perform(multipart(PATH)
                        .file(file("some/folder/terms.dmn"))
                        .param("name", " Lower fee ")
                        .param("comment", "Why not"))
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", PATH + "/" + ID));
    }

    private static MockMultipartFile file(String name) {
        return new MockMultipartFile("files", name, "application/octet-stream", "content".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a;b.dmn", "a%b.dmn", "a\u202eb.dmn", "a\nb.dmn"})
    void aFileNeedsAPlainName(String name) throws Exception {
        int expected = name.equals("..") ? 200 : 422; // dots are plain; the gate knows no such kind of file
        given(proposals.propose(any(), any(), any(), any()))
                .willReturn(new Proposals.HandedIn(proposal("shop"), false));

        web.perform(multipart(PATH).file(file(name)).param("name", "x")).andExpect(status().is(expected));
    }

    @Test
    void whatIsMissingTooMuchOrStrangeIsTold() throws Exception {
        web.perform(multipart(PATH).param("name", "x"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].pointer").value("/files"));
        web.perform(multipart(PATH).file(file("a.dmn")))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].pointer").value("/name"));
        web.perform(multipart(PATH).file(file("a.dmn")).file(file("b/a.dmn")).param("name", "x"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].code").value("given-twice"));
        web.perform(multipart(PATH).file(file("a.dmn")).param("name", "x").param("tenant", "other"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].code").value("unknown-field"));
        web.perform(post(PATH).contentType(MediaType.APPLICATION_JSON).content("{}"))
                .andExpect(status().isUnsupportedMediaType());
        web.perform(post(PATH).contentType("multipart/form-data").content("x")).andExpect(status().isBadRequest());
        verifyNoInteractions(proposals);
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, 404, proposal-not-found",
        "OWN_PROPOSAL, 403, own-proposal",
        "DECIDED, 409, proposal-decided",
        "OUTDATED, 409, proposal-outdated",
        "OTHER_CONTENT, 409, proposal-differs"
    })
    void eachRefusalHasItsProblem(Why why, int status, String slug) throws Exception {
        given(proposals.approve(SHOP_BY, ID, DIGEST)).willThrow(new ProposalRefused(why));

        web.perform(json(post(PATH + "/" + ID + "/approval"), "{\"sha256\":\"" + DIGEST + "\"}"))
                .andExpect(status().is(status))
                .andExpect(jsonPath("$.type").value("/problems/" + slug));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "approval | {} | 422",
                "approval | {\"sha256\":\"AB\"} | 422",
                "approval | {\"sha256\":5} | 400",
                "approval | [] | 400",
                "rejection | {} | 422",
                "rejection | {\"reason\":\"  \"} | 422",
                "rejection | {\"reason\":\"a\",\"by\":\"b\"} | 422"
            })
    void aDecisionIsReadStrictly(String decision, String body, int status) throws Exception {
        web.perform(json(post(PATH + "/" + ID + "/" + decision), body)).andExpect(status().is(status));
        verify(proposals, never()).approve(any(), any(), any());
        verify(proposals, never()).reject(any(), any(), any());
    }

    @Test
    void onlyAReviewerRejectsWhatOthersPropose() throws Exception {
        given(proposals.get(SHOP_BY, ID)).willReturn(proposal("somebody"));
        given(proposals.reject(SHOP_BY, ID, "No")).willReturn(proposal("somebody"));

        web.perform(json(post(PATH + "/" + ID + "/rejection"), "{\"reason\":\" No \"}"))
                .andExpect(status().isForbidden());
        given(currentCaller.get()).willReturn(new Caller("shop", "main", Set.of("rules:approve")));
        web.perform(json(post(PATH + "/" + ID + "/rejection"), "{\"reason\":\" No \"}"))
                .andExpect(status().isOk());
    }

    @Test
    void whatIsNoIdIsNotFound() throws Exception {
        web.perform(get(PATH + "/none")).andExpect(status().isNotFound());
        web.perform(get(PATH + "/none/files/terms.dmn")).andExpect(status().isNotFound());
    }

    @Test
    void aFileIsNeverShownByABrowser() throws Exception {
        given(proposals.file(SHOP_BY, ID, "terms.dmn")).willReturn("<x/>".getBytes(UTF_8));

        web.perform(get(PATH + "/" + ID + "/files/terms.dmn"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "application/octet-stream"))
                .andExpect(header().string("Content-Disposition", org.hamcrest.Matchers.startsWith("attachment")))
                .andExpect(content().bytes("<x/>".getBytes(UTF_8)));
    }

    private static MockHttpServletRequestBuilder json(MockHttpServletRequestBuilder request, String body) {
        return request.contentType(MediaType.APPLICATION_JSON).content(body);
    }
}
