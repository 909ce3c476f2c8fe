package io.fairwell.refund;

import java.util.UUID;

/** There is no such finding, or not for this tenant. */
public class FindingUnknown extends RuntimeException {

    FindingUnknown(UUID id) {
        super("no finding " + id);
    }
}
