package io.fairwell.harness;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What four sources say after the cluster has healed: the clients, our tables, the payment gateway's journal and the
 * mailbox. Amounts are in minor units.
 *
 * @param brokenJobs jobs that will never run again and that nobody is told of
 */
record Evidence(
        List<Told> told,
        List<Case> cases,
        List<Intent> intents,
        List<Line> lines,
        List<Payment> payments,
        List<MailServer.Letter> mailbox,
        List<Outgoing> outbox,
        List<String> brokenJobs) {

    /**
     * @param refund as decided; null where nothing is to be paid
     * @param instances of the cancellation process that run for it
     * @param work open user tasks, with somebody who may take them
     * @param waits subscriptions to messages and timers: what the customer or the calendar may still do
     * @param repeated kinds of events that happen once and stand in the timeline more than once
     */
    record Case(
            String number,
            String subscription,
            String status,
            boolean ended,
            String awaiting,
            String refundState,
            @Nullable Long refund,
            int instances,
            int work,
            int waits,
            List<String> repeated) {

        boolean isFinal() {
            return List.of("COMPLETED", "RETAINED", "WITHDRAWN", "REJECTED").contains(status);
        }
    }

    /** A refund in our ledger; its key is what the gateway was asked with. */
    record Intent(String key, String caseNumber, String leg, long amount, String state) {}

    /** A line of the ledger's double entry. @param posting what stands together */
    record Line(String key, String posting, String account, long amount) {}

    /** Money that the gateway really moved. */
    record Payment(String key, String caseNumber, long amount) {}

    /** A letter in our outbox. */
    record Outgoing(String caseNumber, String kind, String recipient, String messageId, String status) {}
}
