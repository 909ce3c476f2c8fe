package io.fairwell.api;

/** What can be wrong with one field; the texts are in the message bundle under the slug. */
enum Fault {
    MISSING,
    UNKNOWN_FIELD,
    /** Argument: what was expected. The request is malformed, not merely invalid. */
    WRONG_TYPE,
    BLANK,
    /** Argument: the largest number of characters, or of entries. */
    TOO_LONG,
    BAD_CHARACTERS,
    /** Argument: the allowed values. */
    UNKNOWN_VALUE,
    BAD_DATE,
    BAD_INSTANT,
    IN_THE_FUTURE,
    BAD_AMOUNT,
    UNKNOWN_CURRENCY,
    NEGATIVE,
    NOT_POSITIVE,
    /** Arguments: smallest and largest. */
    OUT_OF_RANGE,
    UNKNOWN_ZONE,
    BAD_PERIOD,
    BAD_EMAIL,
    BAD_PHONE,
    BAD_URL,
    BAD_LANGUAGE_TAG,
    END_NOT_AFTER_START,
    UNKNOWN_TERMS,
    UNKNOWN_JURISDICTION,
    OTHER_CURRENCY,
    OTHER_ID,
    DATE_ONLY_WITH_MODE_DATE,
    ONLY_WITH_A_CHARGE,
    BAD_CURSOR,
    GIVEN_TWICE,
    INVALID_CODE,
    NOTHING_PROVIDED,
    TOO_MANY_DOCUMENTS,
    DOCUMENT_TOO_LARGE,
    DOCUMENT_TYPE_NOT_ALLOWED,
    DOCUMENT_NOT_WHAT_IT_SAYS,
    SUBSCRIPTION_UNKNOWN,
    VALUE_UNKNOWN,
    QUOTE_UNKNOWN,
    QUOTE_NOT_USABLE,
    DATE_MISSING,
    DATE_IN_THE_PAST,
    DATE_TOO_FAR,
    DECLARED_IN_THE_FUTURE,
    DECLARED_TOO_FAR
}
