package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.security.RateLimits.Kind;
import io.fairwell.security.RateLimits.Taken;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class RateLimitsTest {

    /** Nanoseconds that pass only when a test says so. */
    private static final class Time implements TimeMeter {

        private long nanos;

        void pass(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private final Time time = new Time();
    private final RateLimits limits = new RateLimits(new LimitProperties(6, 6, 6, 2, 1, 1, List.of()), time);
    private final SecurityProblems problems = new SecurityProblems(new ObjectMapper());

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void someAtOnceThenAsManyAsComeBack() {
        for (int i = 6; i > 0; i--) {
            Taken taken = limits.take(Kind.CLIENT, "shop");
            assertThat(taken.granted()).isTrue();
            assertThat(taken.remaining()).isEqualTo(i - 1);
        }
        Taken refused = limits.take(Kind.CLIENT, "shop");
        assertThat(refused.granted()).isFalse();
        assertThat(refused.retryAfter()).isEqualTo(10);
        assertThat(limits.take(Kind.CLIENT, "other").granted()).isTrue();

        time.pass(Duration.ofSeconds(refused.retryAfter()));
        assertThat(limits.take(Kind.CLIENT, "shop").granted()).isTrue();
        assertThat(limits.take(Kind.CLIENT, "shop").granted()).isFalse();
        time.pass(Duration.ofMinutes(1));
        assertThat(limits.take(Kind.CLIENT, "shop").remaining()).isEqualTo(5);
    }

    @Test
    void aMillionAddressesDoNotFillTheMemory() {
        for (int i = 0; i < 1_000_000; i++) {
            limits.take(Kind.ADDRESS, "10." + i);
        }
        assertThat(limits.size(Kind.ADDRESS)).isEqualTo(RateLimits.MOST_BUCKETS);
        // Whoever has just been there is remembered.
        assertThat(limits.take(Kind.ADDRESS, "10.999999").remaining()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"en, Too many requests", "zh-CN, 请求过多"})
    void aProgramIsToldWhenToComeBack(String language, String title) throws Exception {
        MockHttpServletResponse refused = ask(7, "application/json", language);

        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("10");
        assertThat(refused.getHeader("RateLimit-Policy")).isEqualTo("\"address\";q=6;w=60");
        assertThat(refused.getHeader("RateLimit")).isEqualTo("\"address\";r=0;t=60");
        assertThat(refused.getContentType()).startsWith("application/problem+json");
        assertThat(refused.getContentAsString()).contains(title, "/problems/too-many-requests");
    }

    @ParameterizedTest
    @CsvSource({"en, Too many requests", "zh-CN, 请求过多"})
    void aPersonIsToldOnAPage(String language, String title) throws Exception {
        MockHttpServletResponse refused = ask(7, "text/html,*/*", language);

        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("10");
        assertThat(refused.getContentType()).startsWith("text/html");
        assertThat(refused.getContentAsString()).contains("<h1>" + title + "</h1>");
    }

    @Test
    void whoIsKnownIsCountedByNameAndNotByAddress() throws Exception {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated("agent", null, List.of()));
        for (int i = 0; i < 6; i++) {
            assertThat(askAsKnown().getStatus()).isEqualTo(200);
        }
        MockHttpServletResponse refused = askAsKnown();
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("RateLimit-Policy")).startsWith("\"person\"");

        SecurityContextHolder.clearContext();
        assertThat(limits.take(Kind.ADDRESS, "127.0.0.1").remaining()).isEqualTo(5);
    }

    @Test
    void fewerAttemptsToGetInThanRequests() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(door().getStatus()).isEqualTo(200);
        }
        assertThat(door().getHeader("RateLimit-Policy")).isEqualTo("\"sign-in\";q=2;w=60");
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2",
        "192.0.2.7, 192.0.2.7",
        "0:0:0:0:0:0:0:1, 0:0:0:0",
        "2001:db8:1:2::7, 2001:db8:1:2",
        "2001:0db8:0001:0002::, 2001:db8:1:2",
        "2001:db8::7, 2001:db8:0:0",
        "::1, 0:0:0:0",
        "::ffff:192.0.2.7, ::ffff:192.0.2.7",
    })
    void aNetworkOfIpv6CountsAsOneAddress(String address, String network) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        assertThat(AddressLimit.network(request)).isEqualTo(network);
    }

    private MockHttpServletResponse ask(int times, String accept, String language) throws Exception {
        MockHttpServletResponse last = new MockHttpServletResponse();
        for (int i = 0; i < times; i++) {
            last = new MockHttpServletResponse();
            MockHttpServletRequest request = new MockHttpServletRequest("GET", "/my/x");
            request.addHeader("Accept", accept);
            request.addPreferredLocale(java.util.Locale.forLanguageTag(language));
            new AddressLimit(limits, problems).doFilter(request, last, new MockFilterChain());
        }
        return last;
    }

    private MockHttpServletResponse door() throws Exception {
        MockHttpServletResponse answer = new MockHttpServletResponse();
        new AddressLimit(limits, problems)
                .doFilter(new MockHttpServletRequest("POST", "/oauth2/token"), answer, new MockFilterChain());
        return answer;
    }

    private MockHttpServletResponse askAsKnown() throws ServletException, IOException {
        MockHttpServletResponse answer = new MockHttpServletResponse();
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/desk");
        new AddressLimit(limits, problems)
                .doFilter(
                        request,
                        answer,
                        (asked, answered) ->
                                new CallerLimit(limits, problems).doFilter(asked, answered, new MockFilterChain()));
        return answer;
    }
}
