package io.fairwell.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;

class ValidationTest extends WebTest {

    static final String SUBSCRIPTION = """
            {"customerId":"cust-7","planId":"2017_PLUS","planName":{"en":"Shop Plus","zh-CN":"购物会员"},"terms":"retail-annual","jurisdiction":"CN",
             "timeZone":"Asia/Shanghai","channel":"DIRECT","paymentRoute":"CARD","autoRenew":true,"billingPeriod":"P1Y",
             "price":{"amount":"108.00","currency":"CNY"},"paid":{"amount":"108.00","currency":"CNY"},"paidOn":"2017-01-15",
             "termStart":"2017-01-15","termEnd":"2018-01-15","used":true,"benefitsEnjoyed":{"amount":"0.00","currency":"CNY"},
             "points":1200,"coupons":2,"subAccounts":["sub-acc-1"],"devices":1,"installmentsOutstanding":false,"paymentReference":"pi_3QK1","mandateReference":"sub_1QK1",
             "contact":{"email":"a@example.org","phone":"+8613800138000","name":"李雷"}}""";

    private static final String CASES = "/api/v1/cancellations";
    private static final String CASE = CASES + "/" + Samples.NUMBER;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"subscriptionId\":\"s\"} x",
                "{\"subscriptionId\":\"s\"}{}",
                "{\"subscriptionId\":\"a\",\"subscriptionId\":\"b\"}",
                "{\"subscriptionId\":\"a\\u0000b\"}",
                "{\"subscriptionId\":\"\\ud800\"}",
                "{\"\\ud800\":1}",
                "{\"subscriptionId\":7}",
                "{\"subscriptionId\":\"s\",\"confirmed\":\"true\"}",
                "{\"subscriptionId\":\"s\",\"confirmed\":1}",
                "{\"subscriptionId\":[\"s\"]}",
                "{\"subscriptionId\":\"s\",\"effective\":\"IMMEDIATE\"}",
                "{\"subscriptionId\":\"s\",\"effective\":[]}",
                "{\"subscriptionId\":\"s\",\"reason\":{\"code\":1}}",
                "[]",
                "null",
                "\"text\"",
                "12",
                "1e999999999",
                "{\"subscriptionId\":NaN}",
                "{'subscriptionId':'s'}",
                "{\"subscriptionId\":\"s\",}",
                "// comment\n{}"
            })
    void malformed(String body) throws Exception {
        declare(body, 400, "malformed-request");
    }

    @Test
    void tooDeepOrTooLarge() throws Exception {
        declare("[".repeat(100_000) + "]".repeat(100_000), 400, "malformed-request");
        declare("{\"subscriptionId\":\"" + "s".repeat(256 * 1024) + "\"}", 413, "too-large");
    }

    @Test
    void notUtf8() throws Exception {
        web.perform(post(CASES)
                        .header("Idempotency-Key", "k")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"subscriptionId\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .andExpect(status().isBadRequest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | /subscriptionId | missing",
                "{\"subscriptionId\":null} | /subscriptionId | missing",
                "{\"customerId\":\"c\"} | /planId | missing",
                "{\"subscriptionId\":\"s\",\"nope\":1} | /nope | unknown-field",
                "{\"subscriptionId\":\"s\",\"a/b~~c\":1} | /a~1b~0c | unknown-field",
                "{\"subscriptionId\":\"\"} | /subscriptionId | blank",
                "{\"subscriptionId\":\" \"} | /subscriptionId | blank",
                "{\"subscriptionId\":\"a b\"} | /subscriptionId | bad-characters",
                "{\"subscriptionId\":\"a\\u202eb\"} | /subscriptionId | bad-characters",
                "{\"subscriptionId\":\"a\\u200bb\"} | /subscriptionId | bad-characters",
                "{\"subscriptionId\":\"a\\u0007b\"} | /subscriptionId | bad-characters",
                "{\"subscriptionId\":\"s\",\"reason\":\"BORED\"} | /reason | unknown-value",
                "{\"subscriptionId\":\"s\",\"reason\":{\"code\":\"too_expensive\"}} | /reason/code | unknown-value",
                "{\"subscriptionId\":\"s\",\"reason\":{\"comment\":\"\\u0007\"}} | /reason/comment | bad-characters",
                "{\"subscriptionId\":\"s\",\"reason\":{\"x\":1}} | /reason/x | unknown-field",
                "{\"subscriptionId\":\"s\",\"effective\":{\"mode\":\"SOON\"}} | /effective/mode | unknown-value",
                "{\"subscriptionId\":\"s\",\"effective\":{\"mode\":\"DATE\"}} | /effective/date | missing",
                "{\"subscriptionId\":\"s\",\"effective\":{\"mode\":\"DATE\",\"date\":\"2017-02-29\"}} | /effective/date | bad-date",
                "{\"subscriptionId\":\"s\",\"effective\":{\"mode\":\"IMMEDIATE\",\"date\":\"2017-05-15\"}} | /effective/date | date-only-with-mode-date",
                "{\"subscriptionId\":\"s\",\"declaredOn\":\"14.05.2017\"} | /declaredOn | bad-date",
                "{\"subscriptionId\":\"s\",\"declaredOn\":\"+9999999-1\"} | /declaredOn | bad-date",
                "{\"subscriptionId\":\"s\",\"locale\":\"de\"} | /locale | unknown-value",
                "{\"subscriptionId\":\"s\",\"contact\":{\"email\":\"nobody\"}} | /contact/email | bad-email",
                "{\"subscriptionId\":\"s\",\"contact\":{\"email\":\"a@b.c\\r\\nBcc:x@y.z\"}} | /contact/email | bad-characters",
                "{\"subscriptionId\":\"s\",\"contact\":{\"phone\":\"call me\"}} | /contact/phone | bad-phone",
                "{\"subscriptionId\":\"s\",\"identity\":{}} | /identity/attestedBy | missing",
                "{\"subscriptionId\":\"s\",\"identity\":{\"attestedBy\":\"x\",\"at\":\"2017-05-14\"}} | /identity/at | bad-instant",
                "{\"subscriptionId\":\"s\",\"identity\":{\"attestedBy\":\"x\",\"at\":\"2017-05-14T03:00:00Z\"}} | /identity/at | in-the-future",
                "{\"subscriptionId\":\"s\",\"callbackUrl\":\"ftp://example.org\"} | /callbackUrl | bad-url",
                "{\"subscriptionId\":\"s\",\"callbackUrl\":\"https://a:b@example.org\"} | /callbackUrl | bad-url",
                "{\"subscriptionId\":\"s\",\"callbackUrl\":\"not a url\"} | /callbackUrl | bad-url",
                "{\"subscriptionId\":\"s\",\"callbackUrl\":\"https://10.0.0.1/\"} | /callbackUrl | address-not-allowed"
            })
    void invalid(String body, String pointer, String code) throws Exception {
        String unescaped = body.replace("~~", "~");
        web.perform(post(CASES)
                        .header("Idempotency-Key", "k")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(unescaped))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.type").value("/problems/invalid-request"))
                .andExpect(jsonPath("$.errors[0].pointer").value(pointer))
                .andExpect(jsonPath("$.errors[0].code").value(code))
                .andExpect(jsonPath("$.errors[0].detail").isNotEmpty());
        verify(cancellations, never()).declare(any());
    }

    @Test
    void everythingIsToldAtOnceInTheCallersLanguage() throws Exception {
        web.perform(post(CASES)
                        .header("Idempotency-Key", "k")
                        .header("Accept-Language", "zh-CN")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\":\"X\",\"locale\":\"fr\",\"extra\":1,\"declaredOn\":\"x\"}"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[*].pointer")
                        .value(containsInAnyOrder("/subscriptionId", "/reason", "/locale", "/extra", "/declaredOn")))
                .andExpect(jsonPath("$.errors[0].detail").value("该字段必填。"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2018-01-15|2017-01-15|/termEnd|end-not-after-start",
                "Asia/Shanghai|Mars/Olympus|/timeZone|unknown-zone",
                "Asia/Shanghai|+08:00|/timeZone|unknown-zone",
                "retail-annual|no-such-terms|/terms|unknown-terms",
                "DIRECT|TELEPATHY|/channel|unknown-value",
                "P1Y|P0D|/billingPeriod|bad-period",
                "P1Y|1 year|/billingPeriod|bad-period",
                "\"amount\":\"0.00\"|\"amount\":\"-0.01\"|/benefitsEnjoyed/amount|negative",
                "\"amount\":\"0.00\"|\"amount\":\"0.001\"|/benefitsEnjoyed/amount|bad-amount",
                "\"amount\":\"0.00\"|\"amount\":\"1e3\"|/benefitsEnjoyed/amount|bad-amount",
                "\"0.00\",\"currency\":\"CNY\"|\"0.00\",\"currency\":\"USD\"|/benefitsEnjoyed/currency|other-currency",
                "\"0.00\",\"currency\":\"CNY\"|\"0.00\",\"currency\":\"ZZZ\"|/benefitsEnjoyed/currency|unknown-currency",
                "\"0.00\",\"currency\":\"CNY\"|\"0.00\",\"currency\":\"XXX\"|/benefitsEnjoyed/currency|unknown-currency",
                "\"points\":1200|\"points\":-1|/points|out-of-range",
                "\"points\":1200|\"points\":99999999999999999999|/points|out-of-range",
                "\"en\":|\"not a tag\":|/planName/not a tag|bad-language-tag",
                "sub-acc-1|sub acc|/subAccounts/0|bad-characters",
                "\"customerId\":|\"id\":\"other\",\"customerId\":|/id|other-id",
                "\"pi_3QK1\"|\"\"|/paymentReference|blank",
                "pi_3QK1|pi\\u0007|/paymentReference|bad-characters",
                "sub_1QK1|sub\\u202e1|/mandateReference|bad-characters"
            })
    void subscriptionFactsAreChecked(String good, String bad, String pointer, String code) throws Exception {
        String body = SUBSCRIPTION.replace(good, bad);
        assertThat(body).isNotEqualTo(SUBSCRIPTION);
        web.perform(put("/api/v1/subscriptions/s-1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].pointer").value(pointer))
                .andExpect(jsonPath("$.errors[0].code").value(code));
        verify(subscriptions, never()).put(any());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/cancellations?limit=0,/limit",
        "/api/v1/cancellations?limit=many,/limit",
        "/api/v1/cancellations?limit=99999999999,/limit",
        "/api/v1/cancellations?status=OPEN,/status",
        "/api/v1/cancellations?updatedSince=yesterday,/updatedSince",
        "/api/v1/cancellations?updatedSince=%2B999999999-12-31T23:59:59Z,/updatedSince",
        "/api/v1/cancellations?cursor=AAAA,/cursor",
        "/api/v1/cancellations?cursor=***,/cursor",
        "/api/v1/cancellations?customerid=c,/customerid",
        "/api/v1/cancellations?status=RECEIVED&status=QUOTED,/status",
        "/api/v1/subscriptions?customerId=%00,/customerId",
        "/api/v1/subscriptions?sort=price,/sort",
        "/api/v1/subscriptions?offset=-1,/offset"
    })
    void queryParametersAreChecked(java.net.URI path, String pointer) throws Exception {
        web.perform(get(path))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].pointer").value(pointer));
    }

    @Test
    void frameworkErrorsAreProblemsToo() throws Exception {
        web.perform(get("/api/v1/nothing"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.type").value("/problems/not-found"));
        web.perform(delete(CASE))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(header().string("Allow", "GET"))
                .andExpect(jsonPath("$.type").value("/problems/method-not-allowed"));
        web.perform(get(CASE).accept(MediaType.APPLICATION_PDF))
                .andExpect(status().isNotAcceptable())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.type").value("/problems/not-acceptable"));
        for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded", "nonsense"}) {
            web.perform(post(CASES)
                            .header("Idempotency-Key", "k")
                            .header("Content-Type", type)
                            .content("{}"))
                    .andExpect(status().isUnsupportedMediaType())
                    .andExpect(jsonPath("$.type").value("/problems/unsupported-media-type"));
        }
        web.perform(get("/problems/no-such-problem")).andExpect(status().isNotFound());
    }

    @Test
    void idempotencyKeyIsNeededAndChecked() throws Exception {
        web.perform(post(CASES).contentType(MediaType.APPLICATION_JSON).content("{\"subscriptionId\":\"s\"}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.type").value("/problems/idempotency-key-missing"));
        for (String key : new String[] {"", "a b", "k".repeat(256), "schlüssel"}) {
            web.perform(post(CASES)
                            .header("Idempotency-Key", key)
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"subscriptionId\":\"s\"}"))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.type").value("/problems/idempotency-key-invalid"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/pdf,%PDF-1.7 x,200,",
        "text/plain,hello 您好,200,",
        "application/pdf,hello,422,document-not-what-it-says",
        "image/png,%PDF-1.7 x,422,document-not-what-it-says",
        "text/html,<b>,422,document-type-not-allowed"
    })
    void documentsAreWhatTheySay(String type, String text, int status, String code) throws Exception {
        given(cases.get("main", Samples.NUMBER.value())).willReturn(Samples.scheduled());
        var result = web.perform(multipart(CASE + "/information")
                        .file(new MockMultipartFile(
                                "documents", "../../id.pdf", type, text.getBytes(StandardCharsets.UTF_8)))
                        .header("Idempotency-Key", "k"))
                .andExpect(status().is(status));
        if (code != null) {
            result.andExpect(jsonPath("$.errors[0].pointer").value("/documents/0"))
                    .andExpect(jsonPath("$.errors[0].code").value(code));
        }
    }

    @Test
    void tooManyOrTooLargeOrNoDocuments() throws Exception {
        given(cases.get("main", Samples.NUMBER.value())).willReturn(Samples.scheduled());
        var request = multipart(HttpMethod.POST, CASE + "/information");
        for (int i = 0; i < 6; i++) {
            request.file(new MockMultipartFile("documents", "a.txt", "text/plain", new byte[] {'x'}));
        }
        request.file(new MockMultipartFile("documents", "b.txt", "text/plain", new byte[10 * 1024 * 1024 + 1]));
        web.perform(request.header("Idempotency-Key", "k"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[*].code")
                        .value(containsInAnyOrder("too-many-documents", "document-too-large")));
        web.perform(multipart(CASE + "/information").header("Idempotency-Key", "k"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].code").value("nothing-provided"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"paymentReference", "mandateReference"})
    void referencesOfTheGatewayAreTakenUpToALength(String field) throws Exception {
        String former = field.equals("paymentReference") ? "pi_3QK1" : "sub_1QK1";
        web.perform(put("/api/v1/subscriptions/s-1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(SUBSCRIPTION.replace(former, "r".repeat(256))))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].pointer").value("/" + field))
                .andExpect(jsonPath("$.errors[0].code").value("too-long"));
        verify(subscriptions, never()).put(any());

        web.perform(post("/api/v1/subscriptions/import")
                        .contentType("application/x-ndjson")
                        .content(SUBSCRIPTION
                                .replace("\n", "")
                                .replaceFirst("\\{", "{\"id\":\"s-1\",")
                                .replace(former, "r".repeat(255))))
                .andExpect(jsonPath("$.rejected").value(0));
        verify(subscriptions)
                .put(argThat(taken -> taken.paymentReference() != null
                        && taken.mandateReference() != null
                        && taken.paymentReference().length()
                                        + taken.mandateReference().length()
                                == 255 + "pi_3QK1sub_1QK1".length() - former.length()));
    }

    @Test
    void importTakesGoodLinesAndReportsBadOnes() throws Exception {
        given(subscriptions.put(any())).willReturn(true, false);
        String good = SUBSCRIPTION.replace("\n", "").replaceFirst("\\{", "{\"id\":\"s-1\",");
        String lines = good + "\n\n{broken\n" + good.replace("s-1", "s-2") + "\n" + good.replace("DIRECT", "X") + "\n";

        web.perform(post("/api/v1/subscriptions/import")
                        .contentType("application/x-ndjson")
                        .content(lines))
                .andExpect(status().isOk())
                .andExpect(content().json("""
                        {"lines":4,"created":1,"updated":1,"rejected":2,"problems":[
                          {"line":3,"errors":[{"pointer":"","code":"malformed-request"}]},
                          {"line":5,"errors":[{"pointer":"/channel","code":"unknown-value"}]}]}"""));
    }

    @Test
    void importReadsCsv() throws Exception {
        given(subscriptions.put(any())).willReturn(true);
        String csv = "\uFEFF" + """
                id,customerId,planId,planName.en,terms,jurisdiction,timeZone,channel,paymentRoute,paymentReference,price.amount,price.currency,paid.amount,paid.currency,termStart,used,points,subAccounts\r
                s-1,c,p,"Plus, ""gold""\r
                edition",retail-annual,CN,Asia/Shanghai,DIRECT,CARD,pi_1,108.00,CNY,108.00,CNY,2017-01-15,true,5,a;b\r
                s-2,c,p,Plus,retail-annual,CN,Asia/Shanghai,DIRECT,CARD,,1,CNY,-1,CNY,2017-01-15,true,x,\r
                s-3,too,short\r
                """;
        web.perform(post("/api/v1/subscriptions/import").contentType("text/csv").content(csv))
                .andExpect(status().isOk())
                .andExpect(content().json("""
                        {"lines":3,"created":0,"rejected":3,"problems":[
                          {"line":2,"errors":[{"pointer":"/planName/en","code":"bad-characters"}]},
                          {"line":4,"errors":[{"pointer":"/paid/amount","code":"negative"},{"pointer":"/points","code":"wrong-type"}]},
                          {"line":5,"errors":[{"pointer":"","code":"malformed-request"}]}]}"""));
        web.perform(post("/api/v1/subscriptions/import")
                        .contentType("text/csv")
                        .content(csv.replace("\"\"\r\nedition", "\"\" edition")))
                .andExpect(jsonPath("$.created").value(1));
        verify(subscriptions).put(argThat(taken -> "pi_1".equals(taken.paymentReference())));
    }

    private void declare(String body, int status, String slug) throws Exception {
        web.perform(post(CASES)
                        .header("Idempotency-Key", "k")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().is(status))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.type").value("/problems/" + slug));
        verify(cancellations, never()).declare(any());
    }
}
