package io.fairwell.vault;

/** A stored value is not what was sealed. Says nothing of its content. */
public final class CannotBeOpened extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    CannotBeOpened(String why) {
        super("a sealed value cannot be opened: " + why);
    }
}
