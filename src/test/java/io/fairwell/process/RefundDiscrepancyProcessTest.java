package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairwell.refund.Finding;
import io.fairwell.refund.Reconciliations;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A payment that the gateway's list has and ours has not becomes work for support. */
@FairwellTest
class RefundDiscrepancyProcessTest {

    private static final String TASK = "Task_ResolveDiscrepancy";

    @Autowired
    private Reconciliations reconciliations;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HistoryService history;

    @Autowired
    private ManagementService management;

    @Autowired
    private IdentityService identities;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MutableClock clock;

    private Finding finding;

    @BeforeEach
    void aPaymentNobodyOrdered() {
        jdbc.sql("""
                        INSERT INTO sandbox_payment
                          (key, case_number, amount_minor, currency, route, subscription_id, outcome, detail, created_at)
                        VALUES ('stray-key', 'FW-none', 2200, 'CNY', 'CARD', 'sub-none', 'ACCEPTED', 'SBX-stray', ?)
                        """)
                .param(clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
        clock.plus(Duration.ofHours(2));
        reconciliations.run(null);
        List<Finding> open = reconciliations.findings("main", true, 10);
        assertThat(open).hasSize(1);
        finding = open.get(0);
    }

    private Task task() {
        return tasks.createTaskQuery()
                .taskDefinitionKey(TASK)
                .processVariableValueEquals("findingId", finding.id().toString())
                .singleResult();
    }

    private void complete(Map<String, Object> form) {
        identities.setAuthentication("mia", List.of("support"), List.of("main"));
        try {
            tasks.complete(task().getId(), form);
        } finally {
            identities.clearAuthentication();
        }
    }

    private List<String> ends() {
        return history
                .createHistoricActivityInstanceQuery()
                .activityType("noneEndEvent")
                .list()
                .stream()
                .map(end -> end.getActivityId())
                .toList();
    }

    @Test
    void supportFindsItOnItsList() {
        assertThat(task()).isNotNull();
        assertThat(task().getDueDate()).isNotNull();
        assertThat(tasks.getIdentityLinksForTask(task().getId()))
                .extracting(IdentityLink::getGroupId)
                .containsExactly("support");
        assertThat(tasks.getVariables(task().getId()))
                .containsEntry("findingKind", "MISSING_HERE")
                .containsEntry("paymentKey", "stray-key")
                .containsEntry("gatewayBooks", finding.theirs());
    }

    @Test
    void theSameDifferenceIsWorkOnce() {
        clock.plus(Duration.ofHours(1));
        reconciliations.run(null);

        assertThat(task()).isNotNull();
    }

    @Test
    void whatCameOfItStandsInTheBooks() {
        assertThatThrownBy(() -> complete(Map.of("discrepancyResult", "REPORTED")))
                .hasStackTraceContaining("REASON_MISSING");

        complete(Map.of("discrepancyResult", "REPORTED", "note", "Ticket 4711"));

        Finding resolved = reconciliations.findings("main", false, 10).get(0);
        assertThat(resolved.resolution().by()).isEqualTo("mia");
        assertThat(resolved.resolution().note()).isEqualTo("REPORTED: Ticket 4711");
        assertThat(task()).isNull();
        assertThat(ends()).contains("Event_DiscrepancyResolved").doesNotContain("Event_DiscrepancyResolvedElsewhere");
    }

    @Test
    void whatWasResolvedElsewhereIsNoWorkAnyMore() {
        reconciliations.resolve("main", finding.id(), "finance", "A test payment of theirs");

        assertThat(task()).isNull();
        assertThat(ends()).contains("Event_DiscrepancyResolvedElsewhere");
    }

    @Test
    void overdueWorkReachesTheSupervisors() {
        management.executeJob(management
                .createJobQuery()
                .activityId("Event_DiscrepancyOverdue")
                .singleResult()
                .getId());

        assertThat(tasks.getIdentityLinksForTask(task().getId()))
                .extracting(IdentityLink::getGroupId)
                .containsExactlyInAnyOrder("support", "supervisors");
        assertThat(ends()).contains("Event_DiscrepancyEscalated");
    }
}
