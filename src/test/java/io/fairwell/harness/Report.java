package io.fairwell.harness;

import io.fairwell.harness.Finding.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run has shown, as a table that can go into a document as it is.
 *
 * @param faults how often each was really injected
 * @param figures what else is worth knowing
 * @param recovery after each kill, sorted
 */
record Report(
        long seed,
        int cases,
        Map<String, Integer> faults,
        Map<String, String> figures,
        List<Finding> findings,
        List<Duration> recovery) {

    private static final String ROW = "| %-42s | %14s |%n";

    long count(Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    Duration slowestRecovery() {
        return recovery.isEmpty() ? Duration.ZERO : recovery.get(recovery.size() - 1);
    }

    /** What was to be injected and was not: a fault that did not happen shows nothing. */
    List<String> shortfalls(Size size) {
        List<String> missing = new ArrayList<>();
        BadDays.asOftenAsAsked().forEach(fault -> require(missing, Run.GATEWAY + fault, size.gatewayFaults()));
        require(missing, Plan.Act.What.KILL.name(), size.kills());
        require(missing, Plan.Act.What.STOP_DATABASE.name(), size.databaseStops());
        require(missing, Plan.Act.What.STOP_DATABASE_AND_KILL.name(), size.absencesWithKills());
        return missing;
    }

    private void require(List<String> missing, String fault, int times) {
        int happened = faults.getOrDefault(fault, 0);
        if (happened < times) {
            missing.add(fault + ": " + happened + " of " + times);
        }
    }

    private Duration medianRecovery() {
        return recovery.isEmpty() ? Duration.ZERO : recovery.get(recovery.size() / 2);
    }

    String table() {
        StringBuilder table = new StringBuilder();
        row(table, "", "");
        table.append("|")
                .append("-".repeat(44))
                .append("|")
                .append("-".repeat(15))
                .append(":|\n");
        row(table, "cases", cases);
        new TreeMap<>(faults).forEach((fault, times) -> row(table, "fault: " + fault, times));
        figures.forEach((figure, value) -> row(table, figure, value));
        row(table, "lost", count(Kind.LOST));
        row(table, "doubled", count(Kind.DOUBLED));
        row(table, "stuck", count(Kind.STUCK));
        row(table, "wrong", count(Kind.WRONG));
        row(table, "recovery after a kill, median", seconds(medianRecovery()));
        row(table, "recovery after a kill, longest", seconds(slowestRecovery()));
        row(table, "seed", seed);
        return table.toString();
    }

    private static void row(StringBuilder table, String name, Object value) {
        table.append(ROW.formatted(name, value));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
