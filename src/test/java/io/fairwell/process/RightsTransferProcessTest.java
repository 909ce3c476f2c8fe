package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fairwell.cancellation.Awaiting.What;
import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseEvent.Kind;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.cancellation.TransitionNotAllowed;
import io.fairwell.testing.FairwellTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the members of a team have is moved before it ends, or somebody talks to the account owner. */
@FairwellTest
class RightsTransferProcessTest {

    private static final String FOLLOW_UP = "Task_FollowUpRights";
    private static final String DATE_REACHED = "Event_EffectiveDateReached";

    @Autowired
    private CaseDriver driver;

    @Autowired
    private Cancellations cancellations;

    private CaseNumber team(String... members) {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s.with(x -> {
                    x.terms = "enterprise-seats";
                    x.period = java.time.Period.ofYears(1);
                    x.paid = "365.00";
                    x.daysIn = 335;
                    x.subAccounts = List.of(members);
                })),
                w -> w);
        driver.work(number);
        return number;
    }

    private CaseNumber reached() {
        CaseNumber number = team("ann", "bo");
        driver.fire(number, DATE_REACHED);
        assertThat(driver.openTasks(number)).containsExactly(FOLLOW_UP);
        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.FOLLOW_UP_RIGHTS);
        assertThat(driver.get(number).awaiting().who()).isEqualTo(Who.SUPPORT);
        assertThat(driver.subscriptionOf(number).isEnded()).isFalse();
        return number;
    }

    private void completed(CaseNumber number) {
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
        assertThat(driver.passed(number)).contains("Task_NotifyMembers");
    }

    @Test
    void theAccountOwnerMovesTheRightsBeforeTheEnd() {
        CaseNumber number = team("ann", "bo");
        CancellationCase waiting = driver.get(number);
        assertThat(waiting.status()).isEqualTo(CaseStatus.SCHEDULED);
        assertThat(waiting.awaiting().who()).isEqualTo(Who.CUSTOMER);
        assertThat(waiting.awaiting().what()).isEqualTo(What.MOVE_RIGHTS);
        assertThat(waiting.awaiting().until()).isEqualTo(waiting.effectiveAt());
        assertThat(driver.letters(number)).contains("SCHEDULED", "RIGHTS_TRANSFER");

        cancellations.rightsMoved(number, driver.customer(number));
        driver.work(number);

        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.EFFECTIVE_DATE);
        assertThat(driver.events(number)).containsSubsequence(Kind.RIGHTS_TRANSFER_REQUESTED, Kind.RIGHTS_TRANSFERRED);
        driver.fire(number, DATE_REACHED);
        completed(number);
        assertThat(driver.passed(number)).doesNotContain(FOLLOW_UP);
    }

    @Test
    void theReminderComesToo() {
        CaseNumber number = team("ann", "bo");

        driver.fire(number, "Event_EffectiveDateNear");

        assertThat(driver.letters(number)).contains("EFFECTIVE_REMINDER");
        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.MOVE_RIGHTS);
        cancellations.rightsMoved(number, driver.customer(number));
    }

    @Test
    void movingTwiceIsRefused() {
        CaseNumber number = team("ann");
        cancellations.rightsMoved(number, driver.customer(number));

        assertThatExceptionOfType(TransitionNotAllowed.class)
                .isThrownBy(() -> cancellations.rightsMoved(number, driver.customer(number)));
    }

    @Test
    void aTeamWithoutMembersHasNothingToMove() {
        CaseNumber number = team();

        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.EFFECTIVE_DATE);
        assertThat(driver.letters(number)).doesNotContain("RIGHTS_TRANSFER");
        assertThat(driver.passed(number)).doesNotContain("Task_RequestRightsTransfer");
    }

    @Test
    void takingTheRequestBackEndsTheWait() {
        CaseNumber number = team("ann");

        cancellations.withdraw(number, driver.customer(number));
        driver.work(number);

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.WITHDRAWN);
    }

    @Test
    void supportFindsThatAllIsMoved() {
        CaseNumber number = reached();

        driver.complete(number, FOLLOW_UP, "mei", Map.of("rightsResult", "MOVED"));

        completed(number);
        assertThat(driver.events(number)).contains(Kind.RIGHTS_TRANSFERRED);
    }

    @Test
    void supportWritesDownThatTheOwnerWantsTheEndAsItIs() {
        CaseNumber number = reached();
        assertThat(driver.refused(number, FOLLOW_UP, "mei", Map.of("rightsResult", "END_ANYWAY")))
                .isEqualTo(Why.REASON_MISSING);
        assertThat(driver.refused(number, FOLLOW_UP, "mei", Map.of("rightsResult", "PERHAPS")))
                .isEqualTo(Why.DECISION_MISSING);

        driver.complete(
                number, FOLLOW_UP, "mei", Map.of("rightsResult", "END_ANYWAY", "note", "Nothing worth keeping"));

        completed(number);
        assertThat(driver.events(number)).doesNotContain(Kind.RIGHTS_TRANSFERRED);
    }

    @Test
    void theOwnerMayStillSaySoWhileSupportFollowsUp() {
        CaseNumber number = reached();

        cancellations.rightsMoved(number, driver.customer(number));
        driver.work(number);

        completed(number);
        assertThat(driver.openTasks(number)).isEmpty();
        assertThat(driver.passed(number)).contains("Event_RightsMovedAfterAll");
    }

    @Test
    void anOverdueFollowUpReachesTheSupervisors() {
        CaseNumber number = reached();

        driver.fire(number, "Event_RightsFollowUpOverdue");

        assertThat(driver.passed(number)).contains("Event_RightsFollowUpEscalated", "Event_WorkEscalated");
        assertThat(driver.candidateGroups(number, FOLLOW_UP)).contains("support", "supervisors");
    }
}
