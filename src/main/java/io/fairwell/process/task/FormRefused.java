package io.fairwell.process.task;

/** What a person entered cannot be accepted; the message is what Tasklist shows them. */
public class FormRefused extends RuntimeException {

    FormRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
