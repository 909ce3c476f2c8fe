package io.fairwell.cancellation;

/**
 * Who did something to a case.
 *
 * @param id the customer number, the OAuth client, the user name, or the name of the automatic step; never a name or
 *     an address
 */
public record Actor(Kind kind, String id) {

    public enum Kind {
        /** The customer, through an upstream system or a page of ours. */
        CUSTOMER,
        /** An upstream system in its own right. */
        CLIENT,
        /** A person of the support team. */
        AGENT,
        /** The process itself. */
        SYSTEM
    }

    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "fairwell");

    public static Actor customer(String customerId) {
        return new Actor(Kind.CUSTOMER, customerId);
    }

    public static Actor client(String clientId) {
        return new Actor(Kind.CLIENT, clientId);
    }

    public static Actor agent(String userId) {
        return new Actor(Kind.AGENT, userId);
    }
}
