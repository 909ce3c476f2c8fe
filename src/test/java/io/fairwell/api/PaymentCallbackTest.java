package io.fairwell.api;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.fairwell.refund.CallbackRefused;
import io.fairwell.refund.CallbackRefused.Why;
import io.fairwell.refund.GatewayCallbacks;
import io.fairwell.refund.PaymentUnknown;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

class PaymentCallbackTest extends WebTest {

    private static final String ADDRESS = "/callbacks/payments/http";

    @MockitoBean
    private GatewayCallbacks callbacks;

    @BeforeEach
    void theHttpGatewayIsConfigured() {
        given(callbacks.gateway()).willReturn("http");
    }

    @Test
    void passesOnWhatWasSentByteForByte() throws Exception {
        byte[] body = "{ \"key\" : \"ü\" }\n".getBytes(StandardCharsets.UTF_8);
        web.perform(post(ADDRESS).contentType("text/plain").content(body))
                .andExpect(status().isNoContent())
                .andExpect(content().string(""));
        then(callbacks).should().accept(any(), eq(body));
    }

    @Test
    void thereIsNoAddressForAnotherGateway() throws Exception {
        web.perform(post("/callbacks/payments/stripe").content("{}"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.type").value("/problems/not-found"));
    }

    @Test
    void refusesWhatIsTooLarge() throws Exception {
        web.perform(post(ADDRESS).content(new byte[256 * 1024 + 1]))
                .andExpect(status().isPayloadTooLarge())
                .andExpect(jsonPath("$.type").value("/problems/too-large"));
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_SIGNED, en, 401, /problems/callback-not-signed, Signature not valid",
        "NOT_SIGNED, zh-CN, 401, /problems/callback-not-signed, 签名无效",
        "UNREADABLE, en, 400, /problems/malformed-request, Malformed request"
    })
    void saysWhyItIsRefused(Why why, String language, int status, String type, String title) throws Exception {
        CallbackRefused refused = mock(CallbackRefused.class);
        given(refused.why()).willReturn(why);
        willThrow(refused).given(callbacks).accept(any(), any());
        web.perform(post(ADDRESS).header("Accept-Language", language).content("{}"))
                .andExpect(status().is(status))
                .andExpect(header().string("Content-Type", "application/problem+json"))
                .andExpect(jsonPath("$.type").value(type))
                .andExpect(jsonPath("$.title").value(title));
    }

    @ParameterizedTest
    @CsvSource({"en, Payment not known", "zh-CN, 没有这笔退款"})
    void saysThatAPaymentIsNotKnown(String language, String title) throws Exception {
        willThrow(mock(PaymentUnknown.class)).given(callbacks).accept(any(), any());
        web.perform(post(ADDRESS).header("Accept-Language", language).content("{}"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.type").value("/problems/payment-unknown"))
                .andExpect(jsonPath("$.title").value(title));
    }
}
