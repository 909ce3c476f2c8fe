package io.fairwell.vault;

/**
 * Whose data it is; each has a key of its own, so that each can be erased alone.
 *
 * @param id case number, customer number as upstream gives it, or the name of what belongs to nobody in particular
 */
public record Owner(Kind kind, String tenantId, String id) {

    public enum Kind {
        /** One cancellation: contact, messages, letters, disputes. */
        CASE,
        /** What is known of a customer whether or not they cancel. */
        CUSTOMER,
        /** Nobody's alone, and kept for days only. */
        SYSTEM
    }

    public static Owner ofCase(String tenantId, String caseNumber) {
        return new Owner(Kind.CASE, tenantId, caseNumber);
    }

    public static Owner ofCustomer(String tenantId, String customerId) {
        return new Owner(Kind.CUSTOMER, tenantId, customerId);
    }

    public static Owner system(String tenantId, String name) {
        return new Owner(Kind.SYSTEM, tenantId, name);
    }

    /** In associated data: no two owners have the same. */
    String text() {
        return kind + "\n" + tenantId + "\n" + id;
    }
}
