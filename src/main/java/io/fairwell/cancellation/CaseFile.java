package io.fairwell.cancellation;

import org.jspecify.annotations.Nullable;

/**
 * The personal part of a case, kept apart so that it can be erased.
 *
 * @param reasonComment what the customer wrote about their reason
 */
public record CaseFile(
        Contact contact,
        @Nullable String reasonComment,
        @Nullable String callbackUrl,
        @Nullable String externalReference) {

    public static final CaseFile EMPTY = new CaseFile(Contact.NONE, null, null, null);

    /** Keeps personal data out of logs and exception messages. */
    @Override
    public String toString() {
        return "CaseFile[…]";
    }
}
