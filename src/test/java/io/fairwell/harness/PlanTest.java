package io.fairwell.harness;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.harness.Plan.Act;
import io.fairwell.harness.PlannedCase.Kind;
import io.fairwell.harness.PlannedCase.Rival;
import io.fairwell.testing.gateway.Fault;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {

    private static Size shortForm(long seed) {
        return new Size(
                seed,
                3,
                200,
                3,
                1,
                Duration.ofSeconds(5),
                20,
                Duration.ofSeconds(16),
                Duration.ofSeconds(2),
                12,
                Duration.ofMinutes(2),
                false,
                true,
                Mix.OF_EVERYTHING);
    }

    private static Size longForm(long seed) {
        return new Size(
                seed,
                3,
                5080,
                50,
                10,
                Duration.ofMinutes(1),
                500,
                Duration.ofMinutes(2),
                Duration.ofSeconds(3),
                10,
                Duration.ofMinutes(7),
                true,
                false,
                Mix.OF_RACES);
    }

    static Stream<Size> sizes() {
        return Stream.of(1, 2, 3).flatMap(seed -> Stream.of(shortForm(seed), longForm(seed)));
    }

    private static long count(Plan plan, Act.What what) {
        return plan.acts().stream().filter(act -> act.what() == what).count();
    }

    private static long count(Plan plan, Fault fault) {
        return plan.cases().stream().filter(one -> one.faults().contains(fault)).count();
    }

    @Test
    void theSameSeedGivesTheSamePlan() {
        assertThat(Plan.of(shortForm(7))).isEqualTo(Plan.of(shortForm(7)));
        assertThat(Plan.of(shortForm(7)).cases())
                .isNotEqualTo(Plan.of(shortForm(8)).cases());
        assertThat(Plan.of(shortForm(7)).acts())
                .isNotEqualTo(Plan.of(shortForm(8)).acts());
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void everythingThatIsAskedForIsPlanned(Size size) {
        Plan plan = Plan.of(size);

        assertThat(plan.cases()).hasSize(size.cases());
        long both = count(plan, Act.What.STOP_DATABASE_AND_KILL);
        assertThat(both).isEqualTo(size.absencesWithKills());
        assertThat(count(plan, Act.What.KILL) + both * Size.KILLS_IN_AN_ABSENCE).isEqualTo(size.kills());
        assertThat(count(plan, Act.What.STOP_DATABASE) + both).isEqualTo(size.databaseStops());
        assertThat(plan.acts()).allMatch(act -> act.afterDeclared() < size.cases());
        for (Kind kind : Kind.values()) {
            assertThat(plan.subscriptions(kind)).as(kind.name()).isNotEmpty();
        }
    }

    /** Where withdrawals win more often than that, cases are added in the end. */
    @ParameterizedTest
    @MethodSource("sizes")
    void enoughFaultsAreLeftWhereWithdrawalsPreventSome(Size size) {
        int executedPercent = size.mix() == Mix.OF_RACES ? 40 : 55;

        assertThat(count(Plan.of(size), BadDays.DONE_NOW_AND_THEN)).isPositive();
        for (Fault fault : BadDays.asOftenAsAsked()) {
            assertThat(count(Plan.of(size), fault) * executedPercent / 100)
                    .as(fault.name())
                    .isGreaterThanOrEqualTo(size.gatewayFaults());
        }
    }

    /** What is done is not asked for again, so nothing can come after it but a second callback. */
    @ParameterizedTest
    @MethodSource("sizes")
    void aRefundMeetsItsFaultsInAnOrderThatCanHappen(Size size) {
        assertThat(Plan.of(size).cases()).allSatisfy(one -> {
            List<Integer> order = one.faults().stream().map(PlanTest::mayCome).toList();
            assertThat(order).isSorted();
            assertThat(order.stream().filter(turn -> turn == 1)).hasSizeLessThan(2);
            assertThat(one.faults()).doesNotHaveDuplicates();
        });
    }

    private static int mayCome(Fault fault) {
        if (BadDays.NOTHING_DONE.contains(fault)) {
            return 0;
        }
        return fault == BadDays.TOLD_TWICE ? 2 : 1;
    }

    @Test
    void theShortFormSparesTheDatabaseKillsOfItsOwn() {
        assertThat(shortForm(1).killsWithoutDatabase()).isZero();
        assertThat(longForm(1).killsWithoutDatabase()).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theLongFormHasItsRacesAndKeys(long seed) {
        Plan plan = Plan.of(longForm(seed));
        Map<Rival, Long> rivals = plan.cases().stream().collect(groupingBy(PlannedCase::rival, counting()));
        long againstExecution = plan.subscriptions(Kind.AT_ONCE).size();

        assertThat(plan.cases().stream().filter(one -> one.kind() == Kind.AT_ONCE))
                .allMatch(one -> one.rival() == Rival.WITHDRAWAL || one.rival() == Rival.LATE_WITHDRAWAL);
        assertThat(againstExecution + rivals.get(Rival.TWO_AGENTS)).isGreaterThanOrEqualTo(5010);
        assertThat(plan.cases().size() + rivals.get(Rival.WITHDRAWAL) + rivals.get(Rival.LATE_WITHDRAWAL))
                .isGreaterThanOrEqualTo(10_030);
    }

    /** The refunds of these are asked for in any case: enough for every kind of fault that a refund can meet once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void inTheLongFormOneOfThreeIsWithdrawnTooLate(long seed) {
        Plan plan = Plan.of(longForm(seed));

        long late = plan.cases().stream()
                .filter(one -> one.rival() == Rival.LATE_WITHDRAWAL)
                .count();

        assertThat(late).isBetween(1540L, 1730L);
        assertThat(late).isGreaterThanOrEqualTo((long) plan.size().gatewayFaults() * BadDays.DONE.size());
    }

    @Test
    void fewCasesMakeUpForWhatIsMissing() {
        Map<Fault, Integer> missing = new EnumMap<>(Map.of(
                Fault.TOO_MANY_REQUESTS,
                3,
                Fault.APPLIED_THEN_SLOW,
                2,
                Fault.APPLIED_THEN_RESET,
                2,
                Fault.CALLBACK_TWICE,
                1));

        List<List<Fault>> days = BadDays.with(missing);

        assertThat(days).hasSize(4);
        assertThat(days.stream().flatMap(Collection::stream).collect(groupingBy(fault -> fault, counting())))
                .isEqualTo(Map.of(
                        Fault.TOO_MANY_REQUESTS,
                        3L,
                        Fault.APPLIED_THEN_SLOW,
                        2L,
                        Fault.APPLIED_THEN_RESET,
                        2L,
                        Fault.CALLBACK_TWICE,
                        1L));
        assertThat(BadDays.with(Map.of())).isEmpty();
    }
}
