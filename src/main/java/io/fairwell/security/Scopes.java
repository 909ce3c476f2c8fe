package io.fairwell.security;

import java.util.Set;

/** What an upstream system may be allowed to do. */
public final class Scopes {

    public static final String CANCELLATION_READ = "cancellation:read";
    public static final String CANCELLATION_WRITE = "cancellation:write";
    /** May state that the customer's identity is already verified, and on which past day the request was made. */
    public static final String CANCELLATION_ATTEST = "cancellation:attest";

    public static final String CANCELLATION_ADMIN = "cancellation:admin";
    public static final String SUBSCRIPTION_WRITE = "subscription:write";

    /** May register where the events of its own cases go, and what they are signed with. */
    public static final String WEBHOOK_WRITE = "webhook:write";

    /** May read the audit trail of its tenant, and have the chain verified. */
    public static final String AUDIT_READ = "audit:read";

    /** May propose decision tables and forms: for the tools of business analysts, not for upstream systems. */
    public static final String RULES_DEPLOY = "rules:deploy";

    /** May decide on what others have proposed; with that it is deployed. */
    public static final String RULES_APPROVE = "rules:approve";

    /** May have a customer erased and their data handed out. */
    public static final String PRIVACY_WRITE = "privacy:write";

    /** All that an upstream system can need. */
    static final Set<String> ALL = Set.of(
            CANCELLATION_READ,
            CANCELLATION_WRITE,
            CANCELLATION_ATTEST,
            CANCELLATION_ADMIN,
            SUBSCRIPTION_WRITE,
            WEBHOOK_WRITE,
            AUDIT_READ,
            PRIVACY_WRITE);

    private Scopes() {}
}
