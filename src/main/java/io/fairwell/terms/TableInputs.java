package io.fairwell.terms;

import io.fairwell.subscription.Subscription;
import java.time.LocalDate;
import java.util.Map;

/** What the tables {@code terms} and {@code regulation} are asked with. */
public final class TableInputs {

    private TableInputs() {}

    /** @param declaredOn local date of the request: the law of that day applies */
    public static Map<String, Object> of(Subscription subscription, LocalDate declaredOn) {
        return of(subscription.terms(), subscription.jurisdiction(), declaredOn);
    }

    public static Map<String, Object> of(String terms, String jurisdiction, LocalDate declaredOn) {
        return Map.of("terms", terms, "jurisdiction", jurisdiction, "declaredOn", declaredOn.toString());
    }
}
