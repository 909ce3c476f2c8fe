package io.fairwell.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** A run and what has to be said about it; the table is the last thing it prints. */
final class Verdict {

    private static final Path TABLE = Path.of("target", "harness", "report.md");

    private Verdict() {}

    static void on(Size size) throws InterruptedException, ExecutionException, IOException {
        Report report;
        String story;
        try (Run run = new Run(size)) {
            run.work();
            Evidence evidence = run.evidence();
            List<Finding> findings = run.findings(evidence);
            report = run.report(findings);
            story = run.story(findings, evidence);
            if (findings.isEmpty()) {
                run.requirePlantedErrorsAreFound();
            }
        }
        Files.writeString(TABLE, report.table());
        System.out.println("\n" + report.table());
        assertThat(report.findings()).as(story).isEmpty();
        assertThat(report.slowestRecovery())
                .as("recovery after a kill, %s", size)
                .isLessThanOrEqualTo(size.lock().plus(Size.GRACE));
        assertThat(report.shortfalls(size)).as("injected less than planned").isEmpty();
    }
}
