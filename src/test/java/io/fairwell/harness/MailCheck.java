package io.fairwell.harness;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.fairwell.harness.Evidence.Case;
import io.fairwell.harness.Evidence.Outgoing;
import io.fairwell.harness.Finding.Kind;
import io.fairwell.harness.MailServer.Letter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The customers' mailboxes: a letter for every event that calls for one, and no event told in two letters. */
final class MailCheck {

    /** What subjects of the English letters hold. */
    private static final Map<String, String> FINAL = Map.of("COMPLETED", "Confirmation:", "WITHDRAWN", "is withdrawn");

    private static final Pattern CASE_NUMBER = Pattern.compile("FW-\\d+-\\w+");

    private MailCheck() {}

    static List<Finding> check(Evidence evidence) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Set<String>> events =
                evidence.mailbox().stream().collect(groupingBy(Letter::subject, mapping(Letter::messageId, toSet())));
        events.forEach((subject, ids) -> {
            if (ids.size() > 1) {
                findings.add(new Finding(Kind.DOUBLED, subject, "one event, letters " + ids));
            }
        });
        Map<String, List<String>> byCase = events.keySet().stream().collect(groupingBy(MailCheck::caseNumber));
        for (Case c : evidence.cases()) {
            List<String> subjects = byCase.getOrDefault(c.number(), List.of());
            require(c, "Receipt:", subjects, findings);
            if (FINAL.containsKey(c.status())) {
                require(c, FINAL.get(c.status()), subjects, findings);
            }
        }
        for (Outgoing letter : evidence.outbox()) {
            if (!letter.status().equals("SENT")) {
                findings.add(
                        new Finding(Kind.STUCK, letter.caseNumber(), letter.kind() + " letter is " + letter.status()));
            }
        }
        return findings;
    }

    /** Subjects name the case. */
    private static String caseNumber(String subject) {
        Matcher number = CASE_NUMBER.matcher(subject);
        return number.find() ? number.group() : "";
    }

    private static void require(Case c, String words, List<String> subjects, List<Finding> findings) {
        if (subjects.stream().noneMatch(subject -> subject.contains(words))) {
            findings.add(new Finding(Kind.LOST, c.number(), "no letter '" + words + "'"));
        }
    }
}
