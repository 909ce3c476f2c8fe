package io.fairwell.harness;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.fairwell.harness.Evidence.Case;
import io.fairwell.harness.Evidence.Intent;
import io.fairwell.harness.Evidence.Payment;
import io.fairwell.harness.Finding.Kind;
import io.fairwell.harness.Told.Replay;
import io.fairwell.harness.Told.What;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Compares the four sources. It knows what must hold, and nothing of how the product sees to it; {@link MailCheck} and
 * {@link LedgerCheck} are its other two parts.
 */
final class Checker {

    private final Evidence evidence;
    private final Map<String, Case> byNumber;
    private final List<Finding> findings = new ArrayList<>();

    private Checker(Evidence evidence) {
        this.evidence = evidence;
        byNumber = evidence.cases().stream().collect(toMap(Case::number, Function.identity()));
    }

    /** @return empty where everything is as it must be */
    static List<Finding> check(Evidence evidence) {
        Checker checker = new Checker(evidence);
        checker.whatClientsWereTold();
        checker.decisionsOfAgents();
        checker.eachRequestIsOneCase();
        checker.eachCaseIsDoneOrSomebodysWork();
        checker.moneyMovedOnceAndAsDecided();
        evidence.brokenJobs()
                .forEach(job -> checker.add(Kind.STUCK, job, "a job that will not run again, and no incident"));
        checker.findings.addAll(LedgerCheck.check(evidence));
        checker.findings.addAll(MailCheck.check(evidence));
        return List.copyOf(checker.findings);
    }

    private void add(Kind kind, String about, String text) {
        findings.add(new Finding(kind, about, text));
    }

    private void whatClientsWereTold() {
        for (Told told : evidence.told()) {
            for (Replay replay : told.replays()) {
                if (!replay.marked()
                        || replay.status() != told.status()
                        || !replay.body().equals(told.body())) {
                    add(Kind.WRONG, told.subscription(), told.what() + " was answered differently when repeated");
                }
            }
            if (told.what() == What.WITHDRAWAL) {
                withdrawal(told);
            } else if (told.what() == What.MISUSE) {
                misuse(told);
            } else if (told.what() == What.DECISION) {
                continue; // two by two, below
            } else if (!told.isDone()) {
                add(Kind.LOST, told.subscription(), "declared, and told " + told.status() + " " + told.body());
            } else if (!byNumber.containsKey(told.caseNumber())) {
                add(Kind.LOST, told.subscription(), "told case " + told.caseNumber() + ", which does not exist");
            }
        }
    }

    private void misuse(Told told) {
        if (told.status() != 422) {
            add(Kind.WRONG, told.subscription(), "its key was used for something else and answered " + told.status());
        }
    }

    /** Of two agents who decide one task, one is told that it was their decision. */
    private void decisionsOfAgents() {
        evidence.told().stream()
                .filter(told -> told.what() == What.DECISION)
                .collect(groupingBy(Told::subscription))
                .forEach((subscription, both) -> {
                    long done = both.stream().filter(Told::isDone).count();
                    boolean allTold = both.stream().allMatch(told -> told.status() != 0);
                    if (done > 1) {
                        add(Kind.DOUBLED, subscription, "decided by both agents");
                    } else if (done == 0 && allTold) {
                        add(Kind.LOST, subscription, "decided by neither agent: " + both);
                    }
                });
    }

    private void withdrawal(Told told) {
        Case c = evidence.cases().stream()
                .filter(one -> one.subscription().equals(told.subscription()))
                .findFirst()
                .orElse(null);
        if (c == null) {
            return; // reported with its declaration
        }
        if (told.isDone() && !c.status().equals("WITHDRAWN")) {
            add(Kind.WRONG, c.number(), "told that it is withdrawn, and is " + c.status());
        }
        if (told.status() == 0 || !told.isDone() && told.status() != 409) {
            add(Kind.WRONG, c.number(), "withdrawal was answered " + told.status() + " " + told.body());
        }
        if (told.status() == 409 && c.status().equals("WITHDRAWN")) {
            add(Kind.WRONG, c.number(), "told that it cannot be withdrawn, and is");
        }
    }

    private void eachRequestIsOneCase() {
        Map<String, String> numbers = new HashMap<>();
        Map<String, String> bodies = new HashMap<>();
        for (Told told : evidence.told()) {
            if (told.isDone() && told.what() != What.DECISION) {
                String other = bodies.putIfAbsent(told.key(), told.body());
                if (other != null && !other.equals(told.body())) {
                    add(Kind.WRONG, told.subscription(), told.what() + " was answered in two ways");
                }
            }
            if (told.caseNumber() != null) {
                String other = numbers.putIfAbsent(told.subscription(), told.caseNumber());
                if (other != null && !other.equals(told.caseNumber())) {
                    add(Kind.DOUBLED, told.subscription(), "told " + other + " and " + told.caseNumber());
                }
            }
        }
        Map<String, List<Case>> bySubscription = evidence.cases().stream().collect(groupingBy(Case::subscription));
        bySubscription.forEach((subscription, cases) -> {
            if (cases.size() > 1) {
                add(Kind.DOUBLED, subscription, cases.size() + " cases for one request");
            }
            if (!numbers.containsKey(subscription)) {
                add(Kind.WRONG, subscription, "a case nobody was told of");
            }
        });
    }

    private void eachCaseIsDoneOrSomebodysWork() {
        for (Case c : evidence.cases()) {
            c.repeated().forEach(kind -> add(Kind.DOUBLED, c.number(), kind + " happened more than once"));
            if (c.isFinal()) {
                if (!c.ended() || c.instances() > 0) {
                    add(Kind.STUCK, c.number(), c.status() + ", and its process has not ended");
                }
            } else if (c.instances() != 1) {
                add(Kind.LOST, c.number(), c.status() + " with " + c.instances() + " processes");
            } else if (c.work() == 0 && c.waits() == 0 || c.awaiting().startsWith("SYSTEM")) {
                add(Kind.STUCK, c.number(), c.status() + ", awaiting " + c.awaiting());
            }
        }
    }

    private void moneyMovedOnceAndAsDecided() {
        Map<String, List<Payment>> paid = evidence.payments().stream().collect(groupingBy(Payment::caseNumber));
        paid.forEach((number, payments) -> {
            if (payments.size() > 1) {
                add(Kind.DOUBLED, number, "refunded " + payments.size() + " times: " + payments);
            }
            Case c = byNumber.get(number);
            if (c == null) {
                add(Kind.WRONG, number, "refunded, and there is no such case");
            } else {
                payments.forEach(payment -> compare(c, payment));
            }
        });
        for (Case c : evidence.cases()) {
            if (c.refundState().equals("PAID") && !paid.containsKey(c.number())) {
                add(Kind.LOST, c.number(), "said to be refunded, and the gateway never paid");
            }
            if (c.status().equals("COMPLETED")
                    && c.refund() != null
                    && c.refund() > 0
                    && !paid.containsKey(c.number())) {
                add(Kind.LOST, c.number(), "completed without its refund");
            }
        }
    }

    private void compare(Case c, Payment payment) {
        if (c.status().equals("WITHDRAWN")) {
            add(Kind.WRONG, c.number(), "withdrawn, and refunded all the same");
        } else if (!Objects.equals(c.refund(), payment.amount())) {
            add(Kind.WRONG, c.number(), "decided " + c.refund() + ", paid " + payment.amount());
        }
        List<Intent> intents = evidence.intents().stream()
                .filter(intent -> intent.key().equals(payment.key()))
                .toList();
        if (intents.isEmpty()) {
            add(Kind.WRONG, c.number(), "paid with a key that our ledger does not know: " + payment.key());
        }
    }
}
