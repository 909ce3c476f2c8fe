package io.fairwell.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpAnswerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T09:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "429 | 120 | PT2M",
                "503 | 7 | PT7S",
                "503 | Tue, 10 Mar 2026 09:05:00 GMT | PT5M",
                "503 | Tue, 10 Mar 2026 08:05:00 GMT | -",
                "503 | 999999999 | PT24H",
                "503 | 9999999999999999999 | -",
                "503 | 0 | -",
                "503 | -5 | -",
                "503 | tomorrow | -",
                "503 | - | -",
                "500 | 120 | -",
            })
    void saysHowLongToWait(int status, String retryAfter, Duration wait) {
        assertThat(new HttpAnswer(status, retryAfter).wait(CLOCK)).isEqualTo(wait);
    }
}
