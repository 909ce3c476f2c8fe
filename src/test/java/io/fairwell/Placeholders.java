package io.fairwell;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Replaces what differs from one run to the next by its form, so that two outputs can be compared: case numbers, quote
 * ids and hashes, dates and times (as numbers and in words), one-time codes, numbers of mails. Everything else, amounts
 * above all, has to be the same to the letter.
 */
final class Placeholders {

    private record Form(String name, Pattern pattern) {
        Form(String name, String pattern) {
            this(name, Pattern.compile(pattern));
        }
    }

    /** In this order: a time contains a date, and a case number looks like one. */
    private static final List<Form> FORMS = List.of(
            new Form("<case>", "FW-\\d{8}-[0-9A-Z]{6}\\b"),
            new Form("<quote>", "q-[0-9a-f]{32}\\b"),
            new Form("<hash>", "\\b[0-9a-f]{64}\\b"),
            new Form("<uuid>", "\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b"),
            new Form("<instant>", "\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"),
            new Form("<time>", "\\b\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\b"),
            new Form("<date>", "\\b\\d{4}-\\d\\d-\\d\\d\\b"),
            new Form(
                    "<day>",
                    "\\b\\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December)"
                            + " \\d{4}\\b"),
            new Form("<code>", "(?m)^\\d{6}$"),
            new Form("/mailbox/<mail>", "/mailbox/\\d+\\b"));

    private Placeholders() {}

    static String in(String output) {
        String normal = output;
        for (Form form : FORMS) {
            normal = form.pattern().matcher(normal).replaceAll(form.name());
        }
        return normal;
    }
}
