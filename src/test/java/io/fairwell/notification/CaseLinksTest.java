package io.fairwell.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseLinksTest {

    private final CaseLinks links = new CaseLinks("https://fairwell.example/", "a-secret-for-tests-only");

    private String token() {
        return links.url(Samples.NUMBER).substring("https://fairwell.example/my/".length());
    }

    @Test
    void leadsBackToTheCase() {
        assertThat(links.url(Samples.NUMBER)).startsWith("https://fairwell.example/my/" + Samples.NUMBER + ".");
        assertThat(links.resolve(token())).contains(Samples.NUMBER);
        assertThat(token()).hasSizeGreaterThan(Samples.NUMBER.value().length() + 40);
    }

    @Test
    void dependsOnTheSecret() {
        assertThat(new CaseLinks("https://fairwell.example", "another").resolve(token()))
                .isEmpty();
        assertThatThrownBy(() -> new CaseLinks("https://fairwell.example", " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "FW-20260310-7K3M9Q", "FW-20260310-7K3M9Q.", "a.b.c", "..", "é.é"})
    void knowsNothingElse(String token) {
        assertThat(links.resolve(token)).isEmpty();
    }

    @Test
    void noticesEveryChange() {
        String token = token();
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(links.resolve(token.substring(0, i) + other + token.substring(i + 1)))
                    .isEmpty();
        }
        assertThat(links.resolve(token + "A")).isEmpty();
        assertThat(links.resolve(Samples.NUMBER + "." + "A".repeat(500))).isEmpty();
    }
}
