package io.fairwell.terms;

import io.fairwell.subscription.Channel;

/** Where a cancellation has to take effect: HERE, PARTNER, RESELLER or STORE. */
public final class Places {

    static final String HERE = "HERE";

    private Places() {}

    /**
     * What was bought elsewhere is cancelled elsewhere, even where the terms themselves name no other place.
     *
     * @param byTerms output {@code where} of decision {@code terms}
     */
    public static String of(String byTerms, Channel channel) {
        if (!HERE.equals(byTerms)) {
            return byTerms;
        }
        return switch (channel) {
            case PARTNER -> "PARTNER";
            case RESELLER -> "RESELLER";
            case APP_STORE -> "STORE";
            case DIRECT, BRANCH -> HERE;
        };
    }
}
