package io.fairwell.harness;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import io.fairwell.harness.Evidence.Intent;
import io.fairwell.harness.Evidence.Line;
import io.fairwell.harness.Evidence.Payment;
import io.fairwell.harness.Finding.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ledger against itself, and against the gateway's books. */
final class LedgerCheck {

    private LedgerCheck() {}

    static List<Finding> check(Evidence evidence) {
        List<Finding> findings = new ArrayList<>();
        statesMatch(evidence, findings);
        linesSumToNothing(evidence, findings);
        linesTellWhereTheMoneyIs(evidence, findings);
        return findings;
    }

    private static void statesMatch(Evidence evidence, List<Finding> findings) {
        Set<String> paid = new HashSet<>();
        evidence.payments().forEach(payment -> paid.add(payment.key()));
        Set<String> legs = new HashSet<>();
        for (Intent intent : evidence.intents()) {
            String about = intent.caseNumber();
            if (!legs.add(about + " " + intent.leg())) {
                findings.add(new Finding(Kind.DOUBLED, about, "leg " + intent.leg() + " ordered more than once"));
            }
            boolean succeeded = intent.state().equals("SUCCEEDED");
            if (succeeded && !paid.contains(intent.key())) {
                findings.add(new Finding(Kind.LOST, about, "SUCCEEDED in our ledger, unknown to the gateway"));
            } else if (!succeeded && paid.contains(intent.key())) {
                findings.add(new Finding(Kind.STUCK, about, intent.state() + " in our ledger, paid by the gateway"));
            } else if (!succeeded && !intent.state().equals("REJECTED")) {
                findings.add(new Finding(Kind.STUCK, about, "refund still " + intent.state()));
            }
        }
    }

    private static void linesSumToNothing(Evidence evidence, List<Finding> findings) {
        Map<String, Long> sums = evidence.lines().stream()
                .collect(groupingBy(line -> line.key() + " " + line.posting(), summingLong(Line::amount)));
        sums.forEach((posting, sum) -> {
            if (sum != 0) {
                findings.add(new Finding(Kind.WRONG, posting, "ledger lines sum to " + sum));
            }
        });
    }

    /** Only where there are lines at all: what has left us is what the gateway was seen to take. */
    private static void linesTellWhereTheMoneyIs(Evidence evidence, List<Finding> findings) {
        if (evidence.lines().isEmpty()) {
            return;
        }
        Map<String, Long> gone = evidence.lines().stream()
                .filter(line ->
                        line.account().equals("CLEARING") || line.account().equals("CUSTOMER"))
                .collect(groupingBy(Line::key, summingLong(Line::amount)));
        for (Payment payment : evidence.payments()) {
            long booked = gone.getOrDefault(payment.key(), 0L);
            if (booked != payment.amount()) {
                findings.add(new Finding(
                        Kind.WRONG, payment.caseNumber(), "paid " + payment.amount() + ", booked " + booked));
            }
        }
    }
}
