package io.fairwell.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.testing.DatabaseTest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@DatabaseTest
@Import(CaseList.class)
class CaseListTest {

    private static final String ALPHABET = "123456789ABCDEFGHJKMNPQRSTVWXYZ";

    @Autowired
    private CaseList list;

    @Autowired
    private JdbcClient jdbc;

    @MockitoBean
    private CancellationCases cases;

    private final List<String> asked = new java.util.ArrayList<>();

    @org.junit.jupiter.api.BeforeEach
    void rememberWhatIsLoaded() {
        org.mockito.Mockito.when(cases.get(org.mockito.ArgumentMatchers.any(CaseNumber.class)))
                .thenAnswer(call -> {
                    asked.add(call.getArgument(0, CaseNumber.class).value());
                    return Samples.at(CaseStatus.IN_REVIEW).done();
                });
    }

    /** The number with the right check character. */
    private static String number(int serial) {
        String body = "FW-20170514-7K3" + ALPHABET.charAt(serial / 31) + ALPHABET.charAt(serial % 31);
        return ALPHABET.chars()
                .mapToObj(last -> body + (char) last)
                .filter(text -> CaseNumber.parse(text).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private String add(int serial, String tenant, String customer, boolean open) {
        Instant declared = Samples.DECLARED.plusSeconds(serial);
        jdbc.sql("""
                        INSERT INTO cancellation_case (case_number, tenant_id, subscription_id, customer_id, status,
                          declared_at, updated_at, ended_at, body)
                        VALUES (:number, :tenant, :subscription, :customer, 'IN_REVIEW', :at, :at, :ended, '{}')
                        """)
                .param("number", number(serial))
                .param("tenant", tenant)
                .param("subscription", "sub-" + serial)
                .param("customer", customer)
                .param("at", declared.atOffset(ZoneOffset.UTC))
                .param("ended", open ? null : declared.atOffset(ZoneOffset.UTC), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        return number(serial);
    }

    @Test
    void showsOpenCasesOfThisTenantOldestFirst() {
        String second = add(2, "main", "cust-1", true);
        String first = add(1, "main", "cust-2", true);
        add(3, "main", "cust-3", false);
        add(4, "other", "cust-1", true);
        assertThat(list.open("main", 0).more()).isFalse();
        assertThat(asked).containsExactly(first, second);
    }

    @Test
    void turnsPagesWithoutRepeatingOrLosingACase() {
        List<String> all = IntStream.range(0, CaseList.PAGE_SIZE + 2)
                .mapToObj(serial -> add(serial, "main", "cust-1", true))
                .toList();
        assertThat(list.open("main", 0).more()).isTrue();
        assertThat(list.open("main", 1).more()).isFalse();
        assertThat(asked).isEqualTo(all);
    }

    @Test
    void findsByCustomerSubscriptionAndNumberOfThisTenantNewestFirst() {
        String old = add(1, "main", "cust-1", false);
        String recent = add(2, "main", "cust-1", true);
        add(3, "other", "cust-1", true);
        list.matching("main", "cust-1", 0);
        list.matching("main", "sub-1", 0);
        list.matching("main", recent.toLowerCase(java.util.Locale.ROOT), 0);
        list.matching("main", "sub-3", 0);
        list.matching("main", "' OR true --", 0);
        assertThat(asked).containsExactly(recent, old, old, recent);
    }
}
