package io.fairwell.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairwell.cancellation.DeclarationRefused.Why;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestedDatesTest {

    private static final LocalDate TODAY = LocalDate.of(2028, 2, 29);

    @ParameterizedTest
    @CsvSource({
        "2028-02-29, IMMEDIATE,",
        "2008-02-29, PERIOD_END,",
        "2033-02-28, IMMEDIATE,",
        "2028-02-29, DATE, 2028-02-29",
        "2028-02-29, DATE, 2033-02-28",
        "2033-02-28, DATE, 2038-02-28",
    })
    void possible(LocalDate requestOn, EffectiveMode mode, @Nullable LocalDate wished) {
        RequestedDates dates = RequestedDates.of(requestOn, mode, wished, TODAY);

        assertThat(dates).isEqualTo(new RequestedDates(requestOn, mode, wished));
    }

    @ParameterizedTest
    @CsvSource({
        "2008-02-28, IMMEDIATE,, DECLARED_TOO_FAR, /declaredOn",
        "0000-01-01, IMMEDIATE,, DECLARED_TOO_FAR, /declaredOn",
        "2033-03-01, IMMEDIATE,, DECLARED_TOO_FAR, /declaredOn",
        "9999-12-31, PERIOD_END,, DECLARED_TOO_FAR, /declaredOn",
        "2028-02-29, DATE,, DATE_MISSING, /effective/date",
        "2028-02-29, DATE, 2028-02-28, DATE_IN_THE_PAST, /effective/date",
        "2028-02-29, DATE, 2033-03-01, DATE_TOO_FAR, /effective/date",
        "2028-02-29, DATE, 9999-12-31, DATE_TOO_FAR, /effective/date",
    })
    void impossible(LocalDate requestOn, EffectiveMode mode, @Nullable LocalDate wished, Why why, String field) {
        assertThatThrownBy(() -> RequestedDates.of(requestOn, mode, wished, TODAY))
                .isInstanceOfSatisfying(DeclarationRefused.class, refused -> {
                    assertThat(refused.why()).isEqualTo(why);
                    assertThat(refused.field()).isEqualTo(field);
                });
    }

    @Test
    void aDateCountsOnlyWhereItIsAskedFor() {
        RequestedDates dates = RequestedDates.of(TODAY, EffectiveMode.IMMEDIATE, TODAY.minusDays(1), TODAY);

        assertThat(dates.wishedDate()).isNull();
    }
}
