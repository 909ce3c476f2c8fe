package io.fairwell.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.AlreadyCancelling;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseNotFound;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.Declaration;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.TransitionNotAllowed;
import io.fairwell.terms.Decision;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class ContractTest extends WebTest {

    private static final String CASES = "/api/v1/cancellations";
    private static final String CASE = CASES + "/" + Samples.NUMBER;

    private static final String QUOTE_JSON = """
            {"quoteId":"q-1","hash":"h-1","validUntil":"2017-05-15T02:00:00Z","effectiveOn":"2017-05-14","basis":"TERMS",
             "where":"HERE","nextCharge":null,"impact":[{"kind":"POINTS_LOST","text":"1200 points are lost"}],
             "statement":{"method":"MONTHS","lines":[
               {"kind":"BASE","text":"line BASE","amount":{"amount":"72.00","currency":"CNY"},"formula":"108.00 × 8 ÷ 12","rule":"terms#retail-annual","version":3,"legalBasis":"Terms, section 4"},
               {"kind":"FIXED_FEE","text":"line FIXED_FEE","amount":{"amount":"-50.00","currency":"CNY"},"formula":"108.00 × 8 ÷ 12","rule":"terms#retail-annual","version":3,"legalBasis":"Terms, section 4"}],
              "refund":{"amount":"22.00","currency":"CNY"},"route":"CARD","eta":{"from":"2017-05-17","to":"2017-05-19"}},
             "decisions":[{"decision":"terms","version":3,"rule":"retail-annual"}]}""";

    private static MockHttpServletRequestBuilder postJson(String path, String body) {
        return post(path)
                .header("Idempotency-Key", "k-1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
    }

    @Test
    void quoteIsShownAsAgreed() throws Exception {
        given(quotes.quote(any())).willReturn(Samples.quote(null));

        web.perform(post("/api/v1/quotes")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                        {"subscriptionId":"sub-retail-annual-1","effective":{"mode":"IMMEDIATE"},"declaredOn":"2017-05-14","reason":"TOO_EXPENSIVE"}"""))
                .andExpect(status().isOk())
                .andExpect(content().json(QUOTE_JSON, JsonCompareMode.STRICT));
    }

    @Test
    void caseIsShownAsAgreed() throws Exception {
        given(cases.get("main", Samples.NUMBER.value())).willReturn(Samples.scheduled());

        web.perform(get(CASE))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Language", "en"))
                .andExpect(content().json("""
                        {"caseNumber":"%1$s","subscriptionId":"sub-retail-annual-1","customerId":"cust-7","status":"SCHEDULED",
                         "declaredAt":"2017-05-14T02:00:00Z","effectiveOn":"2017-05-14","quote":%2$s,
                         "awaiting":{"who":"TIME","what":"EFFECTIVE_DATE","until":"2017-05-14T16:00:00Z"},
                         "renewal":"ON_HOLD","refund":{"state":"APPROVED","amount":{"amount":"22.00","currency":"CNY"},"compensation":null,"eta":null,
                           "progress":{"sentAt":null,"paidAt":null,"settledAt":null}},
                         "offer":{"kind":"DISCOUNT","text":"20 %% off for the next 3 billing periods. Auto-renewal goes on if you accept.","state":"OPEN"},
                         "outcome":null,"rejection":null,"reason":{"code":"TOO_EXPENSIVE"},"dispute":null,
                         "links":{"self":"%3$s","subscription":"/api/v1/subscriptions/sub-retail-annual-1","timeline":"%3$s/timeline",
                          "receipt":"%3$s/receipt","refund-statement":"%3$s/refund-statement","offer-decision":"%3$s/offer-decision",
                          "withdrawal":"%3$s/withdrawal"}}""".formatted(Samples.NUMBER, QUOTE_JSON, CASE), JsonCompareMode.STRICT));
    }

    @Test
    void endedCaseAwaitsNobodyAndHasAnOutcome() throws Exception {
        given(cases.get("main", Samples.NUMBER.value())).willReturn(Samples.completed());

        web.perform(get(CASE))
                .andExpect(jsonPath("$.outcome").value("COMPLETED"))
                .andExpect(jsonPath("$.awaiting").value((Object) null))
                .andExpect(jsonPath("$.links.withdrawal").doesNotExist());
    }

    @Test
    void oneClickDeclarationIsCreated() throws Exception {
        given(cancellations.declare(any())).willReturn(Samples.scheduled());

        web.perform(postJson(CASES, """
                        {"subscriptionId":"sub-retail-annual-1","quoteId":"q-1","confirmed":true,"effective":{"mode":"IMMEDIATE"},
                         "reason":{"code":"TOO_EXPENSIVE","comment":"too dear\\nfor me"},"locale":"zh-CN","declaredOn":"2017-05-01",
                         "contact":{"email":"b@example.org"},"callbackUrl":"https://example.org/hook",
                         "identity":{"attestedBy":"shop-login","method":"password","at":"2017-05-14T09:59:00+08:00"}}"""))
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", CASE))
                .andExpect(header().doesNotExist("Idempotency-Replayed"))
                .andExpect(jsonPath("$.caseNumber").value(Samples.NUMBER.value()));

        Declaration declared = declared();
        assertThat(declared.identityMethod()).isEqualTo(IdentityMethod.ATTESTED);
        assertThat(declared.attestedBy()).isEqualTo("shop-login");
        assertThat(declared.attestedAt()).isEqualTo(Instant.parse("2017-05-14T01:59:00Z"));
        assertThat(declared.declaredOn()).isEqualTo(LocalDate.parse("2017-05-01"));
        assertThat(declared.confirmed()).isTrue();
        assertThat(declared.locale()).isEqualTo("zh-CN");
        assertThat(declared.channel()).isEqualTo("API");
        assertThat(declared.reasonComment()).isEqualTo("too dear\nfor me");
    }

    private Declaration declared() {
        ArgumentCaptor<Declaration> declaration = ArgumentCaptor.forClass(Declaration.class);
        verify(cancellations).declare(declaration.capture());
        return declaration.getValue();
    }

    @ParameterizedTest
    @CsvSource({"zh-CN,zh-CN", "'zh;q=0.9, de',zh-CN", "'de, en;q=0.5',en", "de,en", "'en;q=0, zh',zh-CN", "(((,en"})
    void languageOfTheLettersFollowsTheRequest(String header, String expected) throws Exception {
        given(cancellations.declare(any())).willReturn(Samples.scheduled());

        web.perform(postJson(CASES, "{\"subscriptionId\":\"s\"}").header("Accept-Language", header));

        assertThat(declared().locale()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "a@example.org,622588XXXXXX1234,API,CODE",
        ",622588XXXXXX1234,API,CARD",
        ",,API,CODE",
        ",622588XXXXXX1234,BRANCH,PAPERS"
    })
    void identityIsEstablishedByWhatThereIs(String email, String mask, String channel, IdentityMethod expected)
            throws Exception {
        given(subscriptions.find("main", Samples.ID))
                .willReturn(Optional.of(Samples.subscription(new Contact(email, null, null), mask, null)));
        given(cancellations.declare(any())).willReturn(Samples.scheduled());

        web.perform(
                postJson(CASES, "{\"subscriptionId\":\"sub-retail-annual-1\",\"channel\":\"%s\"}".formatted(channel)));

        assertThat(declared().identityMethod()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"subscriptionId\":\"sub-retail-annual-1\",\"identity\":{\"attestedBy\":\"x\"}}",
                "{\"subscriptionId\":\"sub-retail-annual-1\",\"declaredOn\":\"2017-05-13\"}"
            })
    void attestingNeedsItsScope(String body) throws Exception {
        given(currentCaller.get()).willReturn(WITHOUT_ATTEST);

        web.perform(postJson(CASES, body))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.type").value("/problems/attest-scope-needed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2017-05-13", "2017-05-15"})
    void aQuoteForAnotherDayThanTodayNeedsThatScopeToo(String day) throws Exception {
        given(currentCaller.get()).willReturn(WITHOUT_ATTEST);

        web.perform(postJson(
                        "/api/v1/quotes",
                        "{\"subscriptionId\":\"sub-retail-annual-1\",\"declaredOn\":\"%s\"}".formatted(day)))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.type").value("/problems/attest-scope-needed"));
    }

    @Test
    void todayAsDeclaredOnNeedsNoScope() throws Exception {
        given(currentCaller.get()).willReturn(WITHOUT_ATTEST);
        given(cancellations.declare(any())).willReturn(Samples.scheduled());

        web.perform(postJson(CASES, "{\"subscriptionId\":\"sub-retail-annual-1\",\"declaredOn\":\"2017-05-14\"}"))
                .andExpect(status().isCreated());
    }

    @Test
    void secondDeclarationNamesTheOpenCase() throws Exception {
        AlreadyCancelling already = mock();
        given(already.openCase()).willReturn(Samples.NUMBER);
        given(cancellations.declare(any())).willThrow(already);

        web.perform(postJson(CASES, "{\"subscriptionId\":\"s\"}"))
                .andExpect(status().isConflict())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(content().json("""
                        {"type":"/problems/already-cancelling","title":"Already being cancelled","status":409,
                         "detail":"This subscription has an open cancellation case; openCase has its number.",
                         "instance":"/api/v1/cancellations","openCase":"%s"}""".formatted(Samples.NUMBER), JsonCompareMode.STRICT));
    }

    @Test
    void impossibleTransitionTellsTheStatusInTheCallersLanguage() throws Exception {
        TransitionNotAllowed notAllowed = mock();
        given(notAllowed.status()).willReturn(CaseStatus.EXECUTING);
        given(cases.get("main", Samples.NUMBER.value())).willReturn(Samples.scheduled());
        given(cancellations.withdraw(any(), any())).willThrow(notAllowed);

        web.perform(post(CASE + "/withdrawal").header("Idempotency-Key", "k").header("Accept-Language", "zh"))
                .andExpect(status().isConflict())
                .andExpect(header().string("Content-Language", "zh-CN"))
                .andExpect(jsonPath("$.type").value("/problems/not-possible-now"))
                .andExpect(jsonPath("$.title").value("当前无法执行"))
                .andExpect(jsonPath("$.caseStatus").value("EXECUTING"));
    }

    @Test
    void foreignCaseLooksLikeNoCase() throws Exception {
        given(cases.get(eq("main"), any())).willThrow(new CaseNotFound("x"));

        for (String path : List.of("", "/timeline", "/refund-statement")) {
            web.perform(get(CASES + "/anything" + path))
                    .andExpect(status().isNotFound())
                    .andExpect(jsonPath("$.type").value("/problems/case-not-found"));
        }
        web.perform(postJson(CASES + "/anything/confirmation", "{}"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.type").value("/problems/case-not-found"));
    }

    @Test
    void conflictIsTriedAgainThreeTimes() throws Exception {
        given(cancellations.declare(any()))
                .willThrow(new CannotAcquireLockException("x"))
                .willThrow(new CannotAcquireLockException("x"))
                .willReturn(Samples.scheduled());
        web.perform(postJson(CASES, "{\"subscriptionId\":\"s\"}")).andExpect(status().isCreated());

        given(cancellations.confirm(any(), any())).willThrow(new CannotAcquireLockException("x"));
        given(cases.get("main", Samples.NUMBER.value())).willReturn(Samples.scheduled());
        web.perform(postJson(CASE + "/confirmation", "{}"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("/problems/conflict"));
        verify(cancellations, org.mockito.Mockito.times(3)).confirm(any(), any());
    }

    @Test
    void bugIsNotTold() throws Exception {
        given(cases.get(eq("main"), any())).willThrow(new IllegalStateException("secret inside"));

        String answer = web.perform(get(CASE))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.type").value("/problems/internal-error"))
                .andExpect(jsonPath("$.incident").isNotEmpty())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(answer).doesNotContain("secret", "Exception");
    }

    @Test
    void answersOfTheCustomerReachTheUseCases() throws Exception {
        given(cases.get("main", Samples.NUMBER.value())).willReturn(Samples.scheduled());
        Actor customer = Actor.customer("cust-7");

        web.perform(postJson(CASE + "/verification", "{\"code\":\"123456\"}")).andExpect(status().isOk());
        web.perform(postJson(CASE + "/verification/resend", "")).andExpect(status().isOk());
        web.perform(postJson(CASE + "/information", "{\"text\":\"here\"}")).andExpect(status().isOk());
        web.perform(postJson(CASE + "/offer-decision", "{\"decision\":\"DECLINE\"}"))
                .andExpect(status().isOk());
        web.perform(postJson(CASE + "/return-received", "{}")).andExpect(status().isOk());
        web.perform(postJson(CASE + "/customer-action-confirmed", "{}")).andExpect(status().isOk());

        verify(verification).enter(Samples.NUMBER, "123456", customer);
        verify(verification).resend(Samples.NUMBER, customer);
        verify(cancellations).provideInformation(Samples.NUMBER, "here", List.of(), customer);
        verify(cancellations).decideOffer(Samples.NUMBER, false, customer);
        verify(cancellations).returnReceived(Samples.NUMBER, Actor.client("shop"));
        verify(cancellations).confirmElsewhere(Samples.NUMBER, Actor.client("shop"));
    }

    @Test
    void timelineNamesKindsNotPeople() throws Exception {
        given(cases.get("main", Samples.NUMBER.value())).willReturn(Samples.scheduled());
        given(cases.timeline(Samples.NUMBER))
                .willReturn(List.of(new CaseEvent(
                        CaseEvent.Kind.REFUND_APPROVED, Actor.agent("li.wei"), Instant.EPOCH, Map.of("amount", "1"))));

        web.perform(get(CASE + "/timeline"))
                .andExpect(content().json("""
                {"caseNumber":"%s","items":[{"kind":"REFUND_APPROVED","by":"AGENT","at":"1970-01-01T00:00:00Z","details":{"amount":"1"}}]}
                """.formatted(Samples.NUMBER), JsonCompareMode.STRICT));
    }

    @Test
    void cursorLeadsToTheNextPage() throws Exception {
        given(cases.search(any())).willReturn(List.of(Samples.scheduled(), Samples.completed()));
        given(cases.updatedAt(Samples.NUMBER)).willReturn(Instant.parse("2017-05-14T02:00:00.123456Z"));

        String page = web.perform(get(CASES).param("limit", "1").param("status", "SCHEDULED"))
                .andExpect(jsonPath("$.items.length()").value(1))
                .andReturn()
                .getResponse()
                .getContentAsString();
        String cursor = com.jayway.jsonpath.JsonPath.read(page, "$.nextCursor");
        web.perform(get(CASES).param("cursor", cursor))
                .andExpect(jsonPath("$.nextCursor").value((Object) null));

        verify(cases)
                .search(new CancellationCases.Search(
                        "main",
                        null,
                        null,
                        null,
                        Instant.parse("2017-05-14T02:00:00.123456Z"),
                        Samples.NUMBER.value(),
                        21));
    }

    @Test
    void receiptIsWrittenInTheLanguageOfTheCase() throws Exception {
        given(cases.get("main", Samples.NUMBER.value())).willReturn(Samples.scheduled());

        web.perform(get(CASE + "/receipt"))
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith(MediaType.TEXT_HTML))
                .andExpect(content().string(containsString(Samples.NUMBER.value())))
                .andExpect(content().string(containsString("2017-05-14 10:00:00 Asia/Shanghai")))
                .andExpect(content().string(containsString("Cancellation with immediate effect")));
        web.perform(get(CASE + "/receipt").header("Accept-Language", "zh-CN"))
                .andExpect(content().string(containsString("<html lang=\"zh-CN\">")))
                .andExpect(content().string(containsString("立即退订")));
    }

    @Test
    void receiptAndStatementExplainEveryLine() throws Exception {
        given(cases.get("main", Samples.NUMBER.value())).willReturn(Samples.scheduled());

        web.perform(get(CASE + "/receipt"))
                .andExpect(content().string(containsString("<th scope=\"row\">line BASE</th>")))
                .andExpect(content().string(containsString("terms#retail-annual")))
                .andExpect(content().string(containsString("version 3")))
                .andExpect(content().string(containsString("Terms, section 4")))
                .andExpect(content().string(containsString("CNY -50.00")))
                .andExpect(content().string(containsString("2017-05-17 to 2017-05-19")));
        web.perform(get(CASE + "/receipt").header("Accept-Language", "zh-CN"))
                .andExpect(content().string(containsString("计算方式")))
                .andExpect(content().string(containsString("版本 3")))
                .andExpect(content().string(containsString("2017-05-17 至 2017-05-19")));
        web.perform(get(CASE + "/refund-statement"))
                .andExpect(jsonPath("$.statement.lines[0].version").value(3))
                .andExpect(jsonPath("$.statement.refund.amount").value("22.00"))
                .andExpect(jsonPath("$.refund.compensation").isEmpty());
    }

    @Test
    void compensationIsToldApartFromTheRefund() throws Exception {
        given(cases.get("main", Samples.NUMBER.value())).willReturn(Samples.compensated());
        given(caseDecisions.latest(Samples.NUMBER, "review-routing"))
                .willReturn(Optional.of(new Decision("review-routing", 7, "claim", Map.of())));

        web.perform(get(CASE + "/refund-statement"))
                .andExpect(jsonPath("$.quote.statement.refund.amount").value("22.00"))
                .andExpect(jsonPath("$.statement.refund.amount").value("40.00"))
                .andExpect(jsonPath("$.statement.lines[2].kind").value("COMPENSATION"))
                .andExpect(jsonPath("$.statement.lines[2].rule").value("review-routing#claim"))
                .andExpect(jsonPath("$.statement.lines[2].version").value(7))
                .andExpect(jsonPath("$.refund.amount.amount").value("40.00"))
                .andExpect(jsonPath("$.refund.compensation.amount").value("18.00"));
        web.perform(get(CASE + "/receipt"))
                .andExpect(content().string(containsString("Refund and compensation")))
                .andExpect(content().string(containsString("CNY 40.00")));
        web.perform(get(CASE + "/receipt").header("Accept-Language", "zh-CN"))
                .andExpect(content().string(containsString("退款与赔偿合计")));
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyProblemIsExplainedInBothLanguages(ProblemType type) throws Exception {
        String english = page(type, "en");
        String chinese = page(type, "zh-CN");
        assertThat(english).contains("id=\"" + type.slug() + "\"").doesNotContain("??");
        assertThat(chinese).containsPattern("[\\u4e00-\\u9fff]{4}").isNotEqualTo(english);
    }

    private String page(ProblemType type, String language) throws Exception {
        return web.perform(get("/problems/" + type.slug()).header("Accept-Language", language))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void subscriptionIsTakenOverAndShown() throws Exception {
        given(subscriptions.put(any())).willReturn(true, false);
        org.mockito.BDDMockito.willReturn(Samples.subscription())
                .given(subscriptions)
                .get("main", Samples.ID);

        web.perform(put("/api/v1/subscriptions/" + Samples.ID)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(ValidationTest.SUBSCRIPTION))
                .andExpect(status().isCreated())
                .andExpect(content().json("""
                        {"id":"sub-retail-annual-1","customerId":"cust-7","planId":"2017_PLUS","planName":{"en":"Shop Plus"},
                         "terms":"retail-annual","jurisdiction":"CN","timeZone":"Asia/Shanghai","channel":"DIRECT",
                         "paymentRoute":"CARD","autoRenew":true,"billingPeriod":"P1Y","price":{"amount":"108.00","currency":"CNY"},
                         "paid":{"amount":"108.00","currency":"CNY"},"paidOn":"2017-01-15","termStart":"2017-01-15",
                         "termEnd":"2018-01-15","used":true,"benefitsEnjoyed":{"amount":"0.00","currency":"CNY"},"points":1200,
                         "coupons":2,"subAccounts":["sub-acc-1"],"devices":1,"installmentsOutstanding":false,
                         "contact":{"email":"a@example.org","phone":null,"name":null},"cardMask":null,"paymentReference":null,"mandateReference":null,"renewal":"ON",
                         "pointsState":"USABLE","endedOn":null,
                         "nextCharge":{"date":"2018-01-15","amount":{"amount":"108.00","currency":"CNY"}},
                         "cancellation":{"possible":true,"where":"HERE","openCase":null}}""", JsonCompareMode.STRICT));
        web.perform(put("/api/v1/subscriptions/" + Samples.ID)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(ValidationTest.SUBSCRIPTION))
                .andExpect(status().isOk());
    }
}
