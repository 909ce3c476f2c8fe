package io.fairwell.process.rules;

/** What can be wrong with a decision table; the text of each is in {@code messages/rules}. */
public enum Fault {
    UNREADABLE,
    DUPLICATE_ID,
    DECISION_MISSING,
    NO_TABLE,
    NO_RULES,
    HIT_POLICY,
    NO_CATCH_ALL,
    NO_ID,
    NO_DESCRIPTION,

    INPUT_MISSING,
    INPUT_NOT_SUPPLIED,
    NOT_FEEL,
    NOT_PARSABLE,
    NOT_CHECKABLE,
    WRONG_TYPE,
    UNKNOWN_INPUT_WORD,

    OVERLAP,
    GAP,
    KEY_IN_USE,
    UNREACHABLE,
    TOO_LARGE,

    OUTPUT_MISSING,
    CELL_MISSING,
    NOT_CONSTANT,
    NOT_A_PERIOD,
    NEGATIVE,
    NOT_A_PERCENTAGE,
    NOT_AN_AMOUNT,
    NOT_A_COUNT,
    NOT_A_FLAG,
    NOT_A_DATE,
    UNKNOWN_WORD,
    BLANK,

    FOR_ONE_TENANT,
    NO_RULES_FILE
}
