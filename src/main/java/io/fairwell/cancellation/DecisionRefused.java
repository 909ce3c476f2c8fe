package io.fairwell.cancellation;

/** A person's decision that the rules do not allow; {@code why} selects the words the person is told. */
public class DecisionRefused extends RuntimeException {

    public enum Why {
        /** Argument: the largest possible amount. */
        AMOUNT_OUT_OF_BOUNDS,
        /** Argument: the largest possible compensation. */
        COMPENSATION_OUT_OF_BOUNDS,
        /** Only a service that was not as promised is compensated. */
        COMPENSATION_WITHOUT_CLAIM,
        AMOUNT_NOT_A_NUMBER,
        REASON_MISSING,
        LEGAL_BASIS_MISSING,
        DECISION_MISSING,
        /** A failed step behind which the case cannot go on. */
        STEP_NOT_PASSABLE,
        QUESTION_MISSING,
        /** Four eyes: the one who prepared it cannot approve it. */
        SAME_PERSON,
        /** Four eyes: who prepared or approved a refund cannot answer a dispute about it. */
        DECIDED_BEFORE,
        /** Argument: the most that a dispute may grant. */
        GRANT_OUT_OF_BOUNDS,
        /** Argument: what was claimed. */
        GRANT_NOT_AS_CLAIMED,
        /** Argument: what was claimed; empty where no amount was. */
        GRANT_NOT_PARTLY
    }

    private final Why why;
    private final String argument;

    public DecisionRefused(Why why, String argument) {
        super("decision refused: " + why);
        this.why = why;
        this.argument = argument;
    }

    public Why why() {
        return why;
    }

    public String argument() {
        return argument;
    }
}
