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

/** The customers' mailboxes: a letter for every event that calls for one, and no event told in two letters. */
final class MailCheck {

    /** What subjects of the English letters hold. */
    private static final Map<String, String> FINAL = Map.of("COMPLETED", "Confirmation:", "WITHDRAWN", "is withdrawn");

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
        for (Case c : evidence.cases()) {
            require(c, "Receipt:", events.keySet(), findings);
            if (FINAL.containsKey(c.status())) {
                require(c, FINAL.get(c.status()), events.keySet(), findings);
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
    private static void require(Case c, String words, Set<String> subjects, List<Finding> findings) {
        if (subjects.stream().noneMatch(subject -> subject.contains(c.number()) && subject.contains(words))) {
            findings.add(new Finding(Kind.LOST, c.number(), "no letter '" + words + "'"));
        }
    }
}
