package io.fairwell.audit;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did or tried to do. Ids only: no names, no addresses but that of the network, no texts that a
 * person has typed.
 *
 * @param actor {@code client:<id>}, {@code person:<user id>}, {@code customer:<id>}, {@code system:fairwell} or
 *     {@code anonymous}
 * @param action what was done: a word ({@code login}), a word and its object ({@code case.REFUND_APPROVED}), or a
 *     method and a route ({@code GET /api/v1/cancellations/{number}})
 * @param address of the network, where the request came from; null for what nobody asked for from outside
 * @param details further facts by name; what is too long or not printable is cut out
 */
public record AuditEntry(
        String tenantId,
        String actor,
        String action,
        Outcome outcome,
        @Nullable String caseNumber,
        @Nullable String address,
        Map<String, String> details) {

    public static final String SYSTEM = "system:fairwell";
    public static final String ANONYMOUS = "anonymous";

    private static final int LONGEST = 200;

    public enum Outcome {
        /** It happened. */
        DONE,
        /** Whoever asked may not, or asked for something that is not possible. */
        REFUSED,
        /** It was to happen, and an error of ours kept it from doing so. */
        FAILED
    }

    public AuditEntry {
        tenantId = clean(tenantId);
        actor = clean(actor);
        action = clean(action);
        caseNumber = caseNumber == null ? null : clean(caseNumber);
        address = address == null ? null : clean(address);
        Map<String, String> sorted = new TreeMap<>();
        details.forEach((name, value) -> sorted.put(clean(name), clean(value)));
        details = java.util.Collections.unmodifiableMap(sorted);
    }

    /** Nothing that PostgreSQL cannot store, or that a reader could take for something else. */
    private static String clean(String text) {
        String printable = text.replaceAll("[\\p{C}]", "");
        return printable.length() > LONGEST ? printable.substring(0, LONGEST) : printable;
    }

    public static String client(String clientId) {
        return "client:" + clientId;
    }

    public static String person(String userId) {
        return "person:" + userId;
    }

    public static String customer(String customerId) {
        return "customer:" + customerId;
    }
}
