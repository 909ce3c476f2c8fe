package io.fairwell.identity;

/** What was entered can be neither a code (6 digits) nor the end of a card number (4 digits). It is not repeated here. */
public class InvalidCode extends RuntimeException {

    InvalidCode() {
        super("neither 6 nor 4 digits");
    }
}
