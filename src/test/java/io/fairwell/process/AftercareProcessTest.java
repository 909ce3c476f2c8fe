package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.dispute.Claim;
import io.fairwell.dispute.Disputes;
import io.fairwell.privacy.Retention;
import io.fairwell.subscription.Subscription;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of a case's personal data once the case has ended. */
@FairwellTest
class AftercareProcessTest {

    private static final String RETENTION_ENDED = "Event_RetentionEnded";
    private static final String ERASE = "Task_ErasePersonalData";

    @Autowired
    private CaseDriver driver;

    @Autowired
    private CaseFiles files;

    @Autowired
    private Disputes disputes;

    @Autowired
    private Retention retention;

    @Autowired
    private Aftercare aftercare;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MutableClock clock;

    /** Nothing to refund, so nothing is left to settle. */
    private CaseNumber ended() {
        return ended("CN");
    }

    private CaseNumber ended(String jurisdiction) {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s.with(x -> {
                    x.jurisdiction = jurisdiction;
                    x.daysIn = 25;
                })),
                w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));
        driver.work(number);
        if (driver.get(number).status() == CaseStatus.SCHEDULED) {
            driver.fire(number, "Event_EffectiveDateReached");
        }
        assertThat(driver.get(number).endedAt()).isNotNull();
        return number;
    }

    private List<ProcessInstance> running(CaseNumber number) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value(), Aftercare.PROCESS)
                .list();
    }

    private String customerOf(CaseNumber number) {
        return jdbc.sql("SELECT customer_id FROM cancellation_case WHERE case_number = ?")
                .param(number.value())
                .query(String.class)
                .single();
    }

    @Test
    void theDataIsRestrictedWithTheEnd() {
        Subscription subscription = driver.subscription(s -> s);
        CaseNumber number = driver.declare(subscription, w -> w);
        driver.work(number);
        assertThat(running(number)).isEmpty();
        assertThat(retention.isHidden(number)).isFalse();

        driver.fire(number, "Event_EffectiveDateReached");

        assertThat(running(number)).hasSize(1);
        assertThat(running(number).get(0).getTenantId()).isEqualTo("main");
        assertThat(retention.isHidden(number)).isTrue();
        assertThat(files.get(number).contact()).isEqualTo(subscription.contact());
    }

    @ParameterizedTest
    @CsvSource({"CN, 2029-03-10", "FR, 2031-03-10", "UK, 2032-03-10"})
    void itIsKeptAsLongAsTheTableSays(String jurisdiction, String until) {
        clock.set(Instant.parse("2026-03-10T02:00:00Z"));

        CaseNumber number = ended(jurisdiction);

        assertThat(driver.timer(number, RETENTION_ENDED).getDuedate().toInstant())
                .isEqualTo(java.time.LocalDate.parse(until)
                        .atStartOfDay(java.time.ZoneId.of("Asia/Shanghai"))
                        .toInstant());
    }

    @Test
    void itIsErasedWhenThatTimeIsOver() {
        CaseNumber number = ended();
        clock.plus(Duration.ofDays(3 * 366));

        driver.fire(number, RETENTION_ENDED);

        assertThat(running(number)).isEmpty();
        assertThat(driver.passed(number)).contains(ERASE, "Event_PersonalDataErased");
        assertThat(files.get(number).contact()).isEqualTo(Contact.NONE);
        assertThat(driver.letters(number)).contains("RECEIPT");
        assertThat(driver.letter(number, "RECEIPT")).isEmpty();
        assertThat(customerOf(number)).startsWith("erased-");
        assertThat(driver.get(number).request().customerId()).startsWith("erased-");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
        assertThat(driver.events(number)).isNotEmpty();
        // The agreement was the customer's last.
        assertThat(driver.subscriptionOf(number).contact()).isEqualTo(Contact.NONE);
    }

    @Test
    void whatIsStillNeededIsErasedLater() {
        CaseNumber number = ended();
        disputes.open(
                number,
                Claim.aboutCharge(
                        "not mine",
                        driver.subscriptionOf(number).paid(),
                        java.time.LocalDate.ofInstant(clock.instant(), java.time.ZoneId.of("Asia/Shanghai"))),
                driver.customer(number));
        assertThat(retention.isHidden(number)).isFalse();

        driver.fire(number, RETENTION_ENDED);

        assertThat(driver.passed(number)).contains(ERASE).doesNotContain("Event_PersonalDataErased");
        assertThat(files.get(number).contact()).isNotEqualTo(Contact.NONE);
        assertThat(driver.timer(number, RETENTION_ENDED).getDuedate().toInstant())
                .isEqualTo(clock.instant().plus(Duration.ofDays(30)).truncatedTo(java.time.temporal.ChronoUnit.MILLIS));

        driver.complete(
                number,
                "Task_AnswerDispute",
                "mia",
                Map.of("disputeAnswer", "REJECT", "note", "It was used", "legalBasis", "Terms, section 4"));
        driver.fire(number, RETENTION_ENDED);

        assertThat(running(number)).isEmpty();
        assertThat(files.get(number).contact()).isEqualTo(Contact.NONE);
        assertThat(disputes.of(number).get(0).claim().text()).isNull();
    }

    /** Cases that had ended before there was such a process. */
    @Test
    void whatHadEndedBeforeIsNotForgotten() {
        CaseNumber number = ended();
        runtime.deleteProcessInstance(running(number).get(0).getId(), "as before");
        jdbc.sql("DELETE FROM case_retention WHERE case_number = ?")
                .param(number.value())
                .update();

        aftercare.afterSingletonsInstantiated();

        assertThat(running(number)).hasSize(1);
        assertThat(retention.isHidden(number)).isTrue();
        aftercare.afterSingletonsInstantiated();
        assertThat(running(number)).hasSize(1);
    }
}
