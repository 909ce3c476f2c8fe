package io.fairwell.audit;

import io.fairwell.audit.AuditEntry.Outcome;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The request that the present thread works on, as the audit trail sees it. Who is asking is found out on the way, and so
 * may be which case it is about.
 */
public final class AuditedRequest {

    private static final ThreadLocal<@Nullable AuditedRequest> CURRENT = new ThreadLocal<>();
    private static final String MAIN_TENANT = "main";

    private final String address;
    private final Supplier<String> action;
    private final Supplier<Map<String, String>> details;
    private String actor = AuditEntry.ANONYMOUS;
    private String tenantId = MAIN_TENANT;
    private @Nullable String caseNumber;
    private boolean recorded;

    private AuditedRequest(String address, Supplier<String> action, Supplier<Map<String, String>> details) {
        this.address = address;
        this.action = action;
        this.details = details;
    }

    /** To be followed by {@link #end()}, however the request ends. */
    public static AuditedRequest begin(String address, Supplier<String> action, Supplier<Map<String, String>> details) {
        AuditedRequest request = new AuditedRequest(address, action, details);
        CURRENT.set(request);
        return request;
    }

    public static void end() {
        CURRENT.remove();
    }

    /** @return null outside a request */
    public static @Nullable AuditedRequest current() {
        return CURRENT.get();
    }

    /** @return where the present request came from; null outside a request */
    static @Nullable String currentAddress() {
        AuditedRequest request = CURRENT.get();
        return request == null ? null : request.address;
    }

    public void by(String who, String tenant) {
        actor = who;
        tenantId = tenant;
    }

    /** Whether it was found out who is asking. */
    public boolean isKnown() {
        return !actor.equals(AuditEntry.ANONYMOUS);
    }

    /** For requests whose address does not name the case. */
    public void about(String number, String tenant) {
        caseNumber = number;
        tenantId = tenant;
    }

    public static void currentIsAbout(String number, String tenant) {
        AuditedRequest request = CURRENT.get();
        if (request != null) {
            request.about(number, tenant);
        }
    }

    public boolean isRecorded() {
        return recorded;
    }

    void recorded() {
        recorded = true;
    }

    public String address() {
        return address;
    }

    /** @param more beside what the request itself says */
    public AuditEntry entry(Outcome outcome, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(details.get());
        String number = caseNumber == null ? all.remove("caseNumber") : caseNumber;
        all.putAll(more);
        return new AuditEntry(tenantId, actor, action.get(), outcome, number, address, all);
    }
}
