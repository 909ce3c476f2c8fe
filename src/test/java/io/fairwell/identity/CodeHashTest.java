package io.fairwell.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fairwell.cancellation.CaseNumber;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeHashTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final CaseNumber ONE = numbered("FW-20260310-7K3M9");
    private static final CaseNumber OTHER = numbered("FW-20260310-7K3MA");

    private final CodeHash hash = new CodeHash(SECRET);

    @Test
    void tellsAllCodesApart() {
        Set<String> seen = new HashSet<>();
        for (int code = 0; code < 10_000; code++) {
            seen.add(HexFormat.of().formatHex(hash.of(ONE, String.format("%04d", code))));
            seen.add(HexFormat.of().formatHex(hash.of(ONE, String.format("%06d", code))));
        }
        assertThat(seen).hasSize(20_000);
    }

    @Test
    void isBoundToTheCaseAndToTheSecret() {
        assertThat(hash.of(ONE, "123456")).isEqualTo(new CodeHash(SECRET).of(ONE, "123456"));
        assertThat(hash.of(ONE, "123456")).isNotEqualTo(hash.of(OTHER, "123456"));
        assertThat(hash.of(ONE, "123456")).isNotEqualTo(new CodeHash(SECRET + "!").of(ONE, "123456"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "0123456789abcdef0123456789abcde"})
    void refusesASecretThatCanBeGuessedAndDoesNotRepeatIt(String weak) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CodeHash(weak))
                .withMessage("fairwell.secret has less than 32 characters");
    }

    private static CaseNumber numbered(String body) {
        return "123456789ABCDEFGHJKMNPQRSTVWXYZ"
                .chars()
                .mapToObj(check -> CaseNumber.parse(body + (char) check))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }
}
