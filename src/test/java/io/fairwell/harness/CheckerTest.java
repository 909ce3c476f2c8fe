package io.fairwell.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.harness.Evidence.Case;
import io.fairwell.harness.Evidence.Intent;
import io.fairwell.harness.Evidence.Line;
import io.fairwell.harness.Evidence.Outgoing;
import io.fairwell.harness.Evidence.Payment;
import io.fairwell.harness.Finding.Kind;
import io.fairwell.harness.MailServer.Letter;
import io.fairwell.harness.Told.Replay;
import io.fairwell.harness.Told.What;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A checker that has never complained proves nothing: each planted error has to be found, and nothing else. */
class CheckerTest {

    private static final String PAID = "FW-20260101-AAAAAA";
    private static final String WITHDRAWN = "FW-20260101-BBBBBB";
    private static final String DRAFT = "FW-20260101-CCCCCC";

    /** What goes wrong in a world where all is well, and what it has to be called. */
    enum Planted {
        REFUNDED_TWICE(Kind.DOUBLED, PAID, world -> world.payments.add(new Payment("key-2", PAID, 9000))),
        REFUND_OF_ANOTHER_AMOUNT(Kind.WRONG, PAID, world -> world.payments.set(0, new Payment("key-1", PAID, 9001))),
        REFUND_OF_NO_CASE(Kind.WRONG, "FW-X", world -> world.payments.add(new Payment("key-2", "FW-X", 1))),
        REFUND_NEVER_PAID(Kind.LOST, PAID, world -> world.payments.clear()),
        REFUND_UNKNOWN_TO_US(Kind.WRONG, PAID, world -> world.intents.clear()),
        REFUND_STILL_UNKNOWN(
                Kind.STUCK, PAID, world -> world.intents.set(0, new Intent("key-1", PAID, "REFUND", 9000, "UNKNOWN"))),
        REFUND_ORDERED_TWICE(
                Kind.DOUBLED, PAID, world -> world.intents.add(new Intent("key-2", PAID, "REFUND", 9000, "REJECTED"))),
        WITHDRAWN_AND_REFUNDED(
                Kind.WRONG, WITHDRAWN, world -> world.payments.add(new Payment("key-2", WITHDRAWN, 9000))),
        CASE_LOST(
                Kind.LOST,
                "sub-draft",
                world -> world.cases.removeIf(c -> c.number().equals(DRAFT))),
        CASE_TWICE(Kind.DOUBLED, "sub-draft", world -> world.cases.add(open("FW-20260101-DDDDDD", "sub-draft", 1, 1))),
        CASE_NOBODY_ASKED_FOR(
                Kind.WRONG, "sub-other", world -> world.cases.add(open("FW-20260101-DDDDDD", "sub-other", 1, 1))),
        NOBODYS_WORK(Kind.STUCK, DRAFT, world -> world.cases.set(2, open(DRAFT, "sub-draft", 1, 0))),
        WITHOUT_PROCESS(Kind.LOST, DRAFT, world -> world.cases.set(2, open(DRAFT, "sub-draft", 0, 1))),
        NOT_ENDED(
                Kind.STUCK,
                WITHDRAWN,
                world -> world.cases.set(1, closed(WITHDRAWN, "sub-withdrawn", "WITHDRAWN", "APPROVED", false))),
        HAPPENED_TWICE(
                Kind.DOUBLED,
                PAID,
                world -> world.cases.set(
                        0,
                        new Case(
                                PAID,
                                "sub-paid",
                                "COMPLETED",
                                true,
                                "",
                                "PAID",
                                9000L,
                                0,
                                0,
                                0,
                                List.of("COMPLETED")))),
        TOLD_WITHDRAWN_AND_IS_NOT(
                Kind.WRONG, PAID, world -> world.told.add(told("sub-paid", What.WITHDRAWAL, 200, PAID))),
        TOLD_NOT_WITHDRAWN_AND_IS(
                Kind.WRONG, WITHDRAWN, world -> world.told.set(2, told("sub-withdrawn", What.WITHDRAWAL, 409, null))),
        DECLARATION_REFUSED(
                Kind.LOST, "sub-new", world -> world.told.add(told("sub-new", What.DECLARATION, 500, null))),
        NEVER_TOLD(Kind.LOST, "sub-new", world -> world.told.add(told("sub-new", What.DECLARATION, 0, null))),
        TOLD_TWO_NUMBERS(
                Kind.DOUBLED,
                "sub-paid",
                world -> world.told.add(
                        new Told("sub-paid", "key", What.DECLARATION, "", "", 201, DRAFT, "another body", List.of()))),
        REPEATED_WITH_ANOTHER_ANSWER(
                Kind.WRONG,
                "sub-paid",
                world -> world.told.set(0, world.told.get(0).with(new Replay(201, "other bytes", true)))),
        REPEATED_WITHOUT_SAYING_SO(
                Kind.WRONG,
                "sub-paid",
                world -> world.told.set(0, world.told.get(0).with(new Replay(201, "body of sub-paid", false)))),
        KEY_TAKEN_FOR_SOMETHING_ELSE(
                Kind.WRONG, "sub-paid", world -> world.told.add(told("sub-paid", What.MISUSE, 201, null))),
        DECIDED_BY_BOTH_AGENTS(Kind.DOUBLED, "sub-draft", world -> {
            world.told.add(told("sub-draft", What.DECISION, 204, DRAFT));
            world.told.add(told("sub-draft", What.DECISION, 204, DRAFT));
        }),
        DECIDED_BY_NEITHER_AGENT(Kind.LOST, "sub-draft", world -> {
            world.told.add(told("sub-draft", What.DECISION, 500, DRAFT));
            world.told.add(told("sub-draft", What.DECISION, 404, DRAFT));
        }),
        LEDGER_LINE_MISSING(Kind.WRONG, "key-1 ACCEPTED", world -> world.lines.remove(2)),
        LEDGER_AMOUNT_CHANGED(Kind.WRONG, PAID, world -> {
            world.lines.set(2, new Line("key-1", "ACCEPTED", "REFUND_DUE", -8000));
            world.lines.set(3, new Line("key-1", "ACCEPTED", "CLEARING", 8000));
        }),
        LETTER_LOST(
                Kind.LOST,
                PAID,
                world -> world.mailbox.removeIf(l -> l.subject().startsWith("Confirmation"))),
        TWO_LETTERS_OF_ONE_EVENT(
                Kind.DOUBLED,
                "Receipt: your request to cancel Plan (" + PAID + ")",
                world -> world.mailbox.add(letter("Receipt: your request to cancel Plan (" + PAID + ")", "<other>"))),
        LETTER_NOT_SENT(
                Kind.STUCK,
                PAID,
                world -> world.outbox.add(new Outgoing(PAID, "COMPLETED", "a@example.org", "<m>", "PENDING"))),
        JOB_GIVEN_UP_SILENTLY(Kind.STUCK, "cancellation 17", world -> world.jobs.add("cancellation 17"));

        final Kind kind;
        final String about;
        final Consumer<World> plant;

        Planted(Kind kind, String about, Consumer<World> plant) {
            this.kind = kind;
            this.about = about;
            this.plant = plant;
        }
    }

    /** Three cases: one refunded, one withdrawn, one that waits for the customer. */
    private static final class World {

        final List<Told> told = new ArrayList<>(List.of(
                told("sub-paid", What.DECLARATION, 201, PAID),
                told("sub-withdrawn", What.DECLARATION, 201, WITHDRAWN),
                told("sub-withdrawn", What.WITHDRAWAL, 200, WITHDRAWN),
                told("sub-draft", What.DECLARATION, 201, DRAFT)));
        final List<Case> cases = new ArrayList<>(List.of(
                closed(PAID, "sub-paid", "COMPLETED", "PAID", true),
                closed(WITHDRAWN, "sub-withdrawn", "WITHDRAWN", "APPROVED", true),
                open(DRAFT, "sub-draft", 1, 1)));
        final List<Intent> intents = new ArrayList<>(List.of(new Intent("key-1", PAID, "REFUND", 9000, "SUCCEEDED")));
        final List<Line> lines = new ArrayList<>(List.of(
                new Line("key-1", "ORDERED", "RECEIVED", -9000),
                new Line("key-1", "ORDERED", "REFUND_DUE", 9000),
                new Line("key-1", "ACCEPTED", "REFUND_DUE", -9000),
                new Line("key-1", "ACCEPTED", "CLEARING", 9000)));
        final List<Payment> payments = new ArrayList<>(List.of(new Payment("key-1", PAID, 9000)));
        final List<Letter> mailbox = new ArrayList<>(List.of(
                letter("Receipt: your request to cancel Plan (" + PAID + ")", "<1>"),
                letter("Confirmation: Plan is cancelled (" + PAID + ")", "<2>"),
                letter("Confirmation: Plan is cancelled (" + PAID + ")", "<2>"),
                letter("Receipt: your request to cancel Plan (" + WITHDRAWN + ")", "<3>"),
                letter("Your request to cancel Plan is withdrawn (" + WITHDRAWN + ")", "<4>"),
                letter("Receipt: your request to cancel Plan (" + DRAFT + ")", "<5>")));
        final List<Outgoing> outbox = new ArrayList<>();
        final List<String> jobs = new ArrayList<>();

        List<Finding> check() {
            return Checker.check(new Evidence(told, cases, intents, lines, payments, mailbox, outbox, jobs));
        }
    }

    private static Told told(String subscription, What what, int status, String number) {
        String key = what == What.WITHDRAWAL ? "w-" + subscription : subscription;
        return new Told(subscription, key, what, "", "", status, number, "body of " + subscription, List.of());
    }

    private static Case closed(String number, String subscription, String status, String refund, boolean ended) {
        return new Case(number, subscription, status, ended, "null null", refund, 9000L, 0, 0, 0, List.of());
    }

    private static Case open(String number, String subscription, int instances, int waits) {
        return new Case(
                number,
                subscription,
                "AWAITING_CONFIRMATION",
                false,
                "CUSTOMER CONFIRM",
                "NONE",
                null,
                instances,
                0,
                waits,
                List.of());
    }

    private static Letter letter(String subject, String messageId) {
        return new Letter("a@example.org", subject, messageId);
    }

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(new World().check()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatIsPlanted(Planted planted) {
        World world = new World();

        planted.plant.accept(world);

        assertThat(world.check())
                .as(planted.name())
                .anyMatch(finding ->
                        finding.kind() == planted.kind && finding.about().equals(planted.about));
    }
}
