package io.fairwell.cancellation;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Numbers for new cases. A day has 28 million of them, so of a few thousand cases a day two meet every other day: what is
 * drawn is looked up before it is given out.
 */
@Component
public class CaseNumbers {

    private final JdbcClient jdbc;

    CaseNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param day in UTC, on which the case is declared */
    CaseNumber draw(LocalDate day) {
        CaseNumber drawn = next(day);
        while (isTaken(drawn)) {
            drawn = next(day);
        }
        return drawn;
    }

    /** Any. */
    CaseNumber next(LocalDate day) {
        return CaseNumber.next(day);
    }

    private boolean isTaken(CaseNumber number) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM cancellation_case WHERE case_number = ?)")
                .param(number.value())
                .query(Boolean.class)
                .single();
    }
}
