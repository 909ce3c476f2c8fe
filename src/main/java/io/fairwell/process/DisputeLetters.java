package io.fairwell.process;

import io.fairwell.dispute.Answer;
import io.fairwell.dispute.Dispute;
import io.fairwell.dispute.Disputes;
import io.fairwell.notification.LetterKind;
import io.fairwell.notification.Letters;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the customer is written about a dispute. */
@Component
public class DisputeLetters {

    private final Letters letters;
    private final Disputes disputes;

    DisputeLetters(Letters letters, Disputes disputes) {
        this.letters = letters;
        this.disputes = disputes;
    }

    /** @param until by when support answers, or a supervisor takes over */
    public void received(Dispute dispute, Instant until) {
        Map<String, String> facts = about(dispute);
        facts.put("until", until.toString());
        letters.send(dispute.caseNumber(), LetterKind.DISPUTE_RECEIVED, step(dispute), facts);
    }

    public void answered(Dispute dispute) {
        Answer answer = dispute.decision().orElseThrow();
        Map<String, String> facts = about(dispute);
        facts.put("outcome", answer.outcome().name());
        facts.put("granted", answer.granted().toString());
        facts.put("payment", dispute.payment().name());
        put(facts, "answerReason", answer.reason());
        put(facts, "answerLegalBasis", answer.legalBasis());
        put(facts, "paidBy", dispute.eta());
        put(facts, "authority", disputes.authority(dispute.caseNumber()).orElse(null));
        letters.send(dispute.caseNumber(), LetterKind.DISPUTE_ANSWERED, step(dispute), facts);
    }

    private static Map<String, String> about(Dispute dispute) {
        Map<String, String> facts =
                new HashMap<>(Map.of("about", dispute.claim().about().name()));
        put(facts, "claimed", dispute.claim().amount());
        put(facts, "chargedOn", dispute.claim().chargedOn());
        return facts;
    }

    private static void put(Map<String, String> facts, String name, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            facts.put(name, value.toString());
        }
    }

    private static String step(Dispute dispute) {
        return "dispute-" + dispute.number();
    }
}
