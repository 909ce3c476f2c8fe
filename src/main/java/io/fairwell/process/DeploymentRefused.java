package io.fairwell.process;

import java.util.List;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.ResourceReport;
import org.camunda.bpm.engine.impl.bpmn.parser.ResourceReportImpl;

/** Files that must not be deployed; the engine's interface answers with what is wrong, file by file. */
class DeploymentRefused extends ParseException {

    private static final long serialVersionUID = 1L;

    DeploymentRefused(String message, List<Report> reports) {
        super(message, "", List.of(), List.of());
        resorceReports = reports.stream()
                .<ResourceReport>map(report -> new ResourceReportImpl(report.file(), report.problems(), List.of()))
                .toList();
    }

    /** What is wrong with one file. */
    record Report(String file, List<Problem> problems) {}

    /** All problems, one a line. */
    String details() {
        StringBuilder lines = new StringBuilder();
        getResorceReports()
                .forEach(report -> report.getErrors()
                        .forEach(problem -> lines.append("  - ")
                                .append(problem.getMessage())
                                .append('\n')));
        return lines.toString();
    }
}
