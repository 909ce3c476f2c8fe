package io.fairwell.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Proof of what was erased, without what it was.
 *
 * @param customer pseudonym
 * @param legalBasis codes of the law that asks for the erasure
 * @param erased how many records of each kind
 * @param restricted cases whose data a law demands to keep, and until when
 * @param keysDestroyed ids of the keys without which nobody reads what is left in old backups
 */
public record Certificate(
        UUID id,
        Occasion occasion,
        Instant issuedAt,
        String customer,
        List<String> legalBasis,
        List<Erased> erased,
        List<Kept> restricted,
        List<UUID> keysDestroyed) {

    public enum Occasion {
        /** The customer asked. */
        REQUEST,
        /** Nothing demands any longer that it is kept. */
        RETENTION_ENDED
    }

    public record Erased(Kind kind, int records) {}

    /** What people call what is in the tables. */
    public enum Kind {
        /** Contact, comment and addresses of a case. */
        CASE_FILE,
        /** Questions, answers and documents. */
        MESSAGE,
        LETTER,
        /** What the customer objected to, and what they were answered. */
        DISPUTE,
        /** Hashes of codes, attempts. */
        VERIFICATION,
        /** Contact, card, members and payment references of an agreement. */
        AGREEMENT
    }

    /**
     * @param until first day on which it is not kept any longer
     * @param legalBasis code of the law that demands it
     * @param rule row of the regulation table
     */
    public record Kept(String caseNumber, LocalDate until, String legalBasis, String rule) {}
}
