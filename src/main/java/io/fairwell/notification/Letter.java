package io.fairwell.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A letter before it is laid out. Holds plain text only: the templates escape it. Personal data. */
record Letter(
        String language,
        String subject,
        String greeting,
        List<String> paragraphs,
        List<Row> facts,
        @Nullable Statement statement,
        @Nullable Block impact,
        @Nullable Action action,
        List<String> closing,
        String footer,
        String shortText) {

    /** One line of the table of facts. */
    record Row(String label, String value) {}

    /** A headed list. */
    record Block(String title, List<String> items) {}

    /** The refund, line by line. */
    record Statement(String title, List<Line> lines, Row total) {}

    record Line(String label, String amount, String formula, String rule, String legalBasis) {}

    record Action(String label, String url) {}

    @Override
    public String toString() {
        return "Letter[…]";
    }
}
