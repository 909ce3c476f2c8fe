package io.fairwell.harness;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.harness.Plan.Act;
import io.fairwell.harness.PlannedCase.Kind;
import io.fairwell.testing.gateway.Fault;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {

    private static Size size(long seed) {
        return size(seed, 3, 1);
    }

    private static Size size(long seed, int kills, int databaseStops) {
        return new Size(
                seed,
                3,
                200,
                kills,
                databaseStops,
                Duration.ofSeconds(5),
                20,
                Duration.ofSeconds(16),
                Duration.ofSeconds(2),
                12,
                Duration.ofMinutes(2),
                false,
                true);
    }

    @Test
    void theSameSeedGivesTheSamePlan() {
        assertThat(Plan.of(size(7))).isEqualTo(Plan.of(size(7)));
        assertThat(Plan.of(size(7)).cases()).isNotEqualTo(Plan.of(size(8)).cases());
        assertThat(Plan.of(size(7)).acts()).isNotEqualTo(Plan.of(size(8)).acts());
    }

    @Test
    void oneKillInFiveComesWhileTheDatabaseIsAway() {
        Plan plan = Plan.of(size(1, 50, 10));

        assertThat(plan.acts().stream().filter(act -> act.what() == Act.What.STOP_DATABASE_AND_KILL))
                .hasSize(10);
        assertThat(plan.acts().stream().filter(act -> act.what() == Act.What.KILL))
                .hasSize(40);
        assertThat(plan.acts()).noneMatch(act -> act.what() == Act.What.STOP_DATABASE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everythingThatIsAskedForIsPlanned(long seed) {
        Plan plan = Plan.of(size(seed));

        assertThat(plan.cases()).hasSize(200);
        assertThat(plan.acts().stream().filter(act -> act.what() == Act.What.KILL))
                .hasSize(3);
        assertThat(plan.acts().stream().filter(act -> act.what() == Act.What.STOP_DATABASE))
                .hasSize(1);
        assertThat(plan.acts()).allMatch(act -> act.afterDeclared() < 200);
        for (Fault fault : BadDays.all()) {
            assertThat(plan.cases().stream().filter(one -> one.faults().contains(fault)))
                    .as(fault.name())
                    .hasSizeGreaterThanOrEqualTo(20);
        }
        for (Kind kind : Kind.values()) {
            assertThat(plan.cases()).as(kind.name()).anyMatch(one -> one.kind() == kind);
        }
    }

    /** What is done is not asked for again, so nothing can come after it but a second callback. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRefundMeetsItsFaultsInAnOrderThatCanHappen(long seed) {
        assertThat(Plan.of(size(seed)).cases()).allSatisfy(one -> {
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
        return BadDays.DONE.contains(fault) ? 1 : 2;
    }

    @Test
    void fewCasesMakeUpForWhatIsMissing() {
        Map<Fault, Integer> missing = new EnumMap<>(Map.of(
                Fault.TOO_MANY_REQUESTS, 3, Fault.GARBAGE, 2, Fault.APPLIED_THEN_RESET, 2, Fault.CALLBACK_TWICE, 1));

        List<List<Fault>> days = BadDays.with(missing);

        assertThat(days).hasSize(4);
        assertThat(days.stream().flatMap(Collection::stream).collect(groupingBy(fault -> fault, counting())))
                .isEqualTo(Map.of(
                        Fault.TOO_MANY_REQUESTS,
                        3L,
                        Fault.GARBAGE,
                        2L,
                        Fault.APPLIED_THEN_RESET,
                        2L,
                        Fault.CALLBACK_TWICE,
                        1L));
        assertThat(BadDays.with(Map.of())).isEmpty();
    }
}
