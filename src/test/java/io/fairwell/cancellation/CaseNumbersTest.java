package io.fairwell.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairwell.testing.DatabaseTest;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two cases of one day may be given the same number by chance. */
@DatabaseTest
@Import(CaseFiles.class)
class CaseNumbersTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private CaseFiles files;

    private final CaseNumber first = CaseNumber.next(DAY);

    private void caseUnder(CaseNumber number) {
        jdbc.sql("""
                        INSERT INTO cancellation_case
                          (case_number, tenant_id, subscription_id, customer_id, status, declared_at, updated_at, body)
                        VALUES (?, 'main', ?, 'cust-1', 'DRAFT', now(), now(), '{}')
                        """).params(number.value(), "sub-" + number).update();
    }

    private static CaseFile file(String comment) {
        return new CaseFile(Contact.NONE, comment, null, null);
    }

    @Test
    void aNumberThatIsTakenIsNotGivenOutAgain() {
        caseUnder(first);
        CaseNumber free = CaseNumber.next(DAY);
        Queue<CaseNumber> chance = new ArrayDeque<>(List.of(first, first, free));
        CaseNumbers numbers = new CaseNumbers(jdbc) {
            @Override
            CaseNumber next(LocalDate day) {
                return chance.remove();
            }
        };

        assertThat(numbers.draw(DAY)).isEqualTo(free);
        assertThat(chance).isEmpty();
    }

    /** Neither sees the other until one of them has committed; the use case is then run once more. */
    @Test
    void ofTwoThatDrawTheSameAtTheSameMomentOneTriesAgain() {
        caseUnder(first);
        files.add("main", first, file("the first"));

        assertThatThrownBy(() -> files.add("main", first, file("the second")))
                .isInstanceOf(ConcurrencyFailureException.class)
                .hasMessageContaining(first.value());

        assertThat(files.get(first).reasonComment()).isEqualTo("the first");
    }
}
