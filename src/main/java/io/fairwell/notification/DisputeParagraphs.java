package io.fairwell.notification;

import java.util.Map;
import java.util.function.Consumer;

/** The paragraphs of the two letters about a dispute. */
final class DisputeParagraphs {

    private static final String HOTLINE_OF_CHINA = "12315";

    private final LetterContext context;
    private final LetterKind kind;
    private final Map<String, String> values;

    DisputeParagraphs(LetterContext context, LetterKind kind, Map<String, String> values) {
        this.context = context;
        this.kind = kind;
        this.values = values;
    }

    /** @param letter takes the keys of the paragraphs, in order */
    void addTo(Consumer<String> letter) {
        letter.accept(kind + ".intro." + context.fact(kind, "about"));
        if (kind == LetterKind.DISPUTE_RECEIVED) {
            received(letter);
        } else {
            answered(letter);
        }
    }

    private void received(Consumer<String> letter) {
        if (context.fact(kind, "about").equals("REFUND") && values.containsKey("claimed")) {
            letter.accept("DISPUTE_RECEIVED.claimed");
        }
        letter.accept("DISPUTE_RECEIVED.until");
        letter.accept("DISPUTE_RECEIVED.unaffected");
    }

    private void answered(Consumer<String> letter) {
        letter.accept("DISPUTE_ANSWERED." + context.fact(kind, "outcome"));
        letter.accept("DISPUTE_ANSWERED.payment." + context.fact(kind, "payment"));
        addIfKnown("paidBy", "DISPUTE_ANSWERED.paidBy", letter);
        addIfKnown("answerReason", "DISPUTE_ANSWERED.reason", letter);
        addIfKnown("answerLegalBasis", "DISPUTE_ANSWERED.legalBasis", letter);
        String authority = values.getOrDefault("authority", "");
        if (!authority.isEmpty()) {
            letter.accept(
                    authority.equals(HOTLINE_OF_CHINA)
                            ? "DISPUTE_ANSWERED.authority.12315"
                            : "DISPUTE_ANSWERED.authority");
        }
        letter.accept("DISPUTE_ANSWERED.rights");
    }

    private void addIfKnown(String value, String key, Consumer<String> letter) {
        if (values.containsKey(value)) {
            letter.accept(key);
        }
    }
}
