package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ClientAddressTest {

    private final ClientAddress byDefault = new ClientAddress(List.of());
    private final ClientAddress behindProxies = new ClientAddress(List.of("10.0.0.0/8", "fd00::/8", "127.0.0.1"));

    /** The same headers that the framework would believe. */
    @Test
    void nobodyChoosesTheirAddressByDefault() {
        assertThat(byDefault.find("203.0.113.9", List.of("192.0.2.1"))).isEqualTo("203.0.113.9");
        assertThat(byDefault.find("127.0.0.1", List.of("192.0.2.1"))).isEqualTo("127.0.0.1");
        assertThat(byDefault.isForged("203.0.113.9")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.1.1, 192.0.2.1, 192.0.2.1",
        "10.1.1.1, '198.51.100.7, 192.0.2.1', 192.0.2.1",
        "10.1.1.1, '198.51.100.7, 192.0.2.1, 10.2.2.2', 192.0.2.1",
        "10.1.1.1, '10.3.3.3, 10.2.2.2', 10.3.3.3",
        "203.0.113.9, 192.0.2.1, 203.0.113.9",
        "10.1.1.1, unknown, 10.1.1.1",
        "10.1.1.1, 'evil.example, 10.2.2.2', 10.2.2.2",
        "10.1.1.1, '', 10.1.1.1",
        "fd00:0:0:0:0:0:0:1, 2001:db8::1, 2001:db8::1",
        "0:0:0:0:0:0:0:1, 2001:db8::1, 0:0:0:0:0:0:0:1",
    })
    void onlyWhatProxiesWroteCounts(String peer, String forwardedFor, String address) {
        assertThat(behindProxies.find(peer, List.of(forwardedFor))).isEqualTo(address);
    }

    @Test
    void theLastOfSeveralHeadersIsTheProxys() {
        assertThat(behindProxies.find("10.1.1.1", Arrays.asList("198.51.100.7", "192.0.2.1")))
                .isEqualTo("192.0.2.1");
    }

    @Test
    void whereProxiesAreNamedOthersSayNothingOfSchemeAndHostEither() throws Exception {
        assertThat(scheme("10.1.1.1")).isEqualTo("https");
        assertThat(scheme("203.0.113.9")).isEqualTo("http");
    }

    private String scheme(String peer) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.setRemoteAddr(peer);
        request.addHeader("X-Forwarded-Proto", "https");
        MockFilterChain chain = new MockFilterChain();
        new ForwardedHeaders(behindProxies).doFilter(request, new MockHttpServletResponse(), chain);
        return chain.getRequest().getScheme();
    }
}
