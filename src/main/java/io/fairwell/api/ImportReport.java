package io.fairwell.api;

import java.util.List;

/**
 * What became of an import, line by line.
 *
 * @param lines how many lines held a subscription, good or bad
 * @param rejected the bad ones, all of them counted and the first thousand listed in {@code problems}
 */
record ImportReport(int lines, int created, int updated, int rejected, List<BadLine> problems) {

    /** @param line counted from 1, the heading of a CSV file included */
    record BadLine(int line, List<Problem.Error> errors) {}
}
