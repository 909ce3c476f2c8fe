package io.fairwell.database;

import org.jspecify.annotations.Nullable;

/** Fairwell cannot start as it is configured. Shown to the operator as a message with what to do, without stack trace. */
public final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    public StartRefused(String description, String action) {
        this(description, action, null);
    }

    StartRefused(String description, String action, @Nullable Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    public String action() {
        return action;
    }
}
