package io.fairwell.api;

import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** Every kind of problem a caller can meet; each has a page at {@code /problems/<slug>} and texts under its slug. */
enum ProblemType {
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST),
    IDEMPOTENCY_KEY_MISSING(HttpStatus.BAD_REQUEST),
    IDEMPOTENCY_KEY_INVALID(HttpStatus.BAD_REQUEST),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED),
    CALLBACK_NOT_SIGNED(HttpStatus.UNAUTHORIZED),
    FORBIDDEN(HttpStatus.FORBIDDEN),
    ATTEST_SCOPE_NEEDED(HttpStatus.FORBIDDEN),
    OWN_PROPOSAL(HttpStatus.FORBIDDEN),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    CASE_NOT_FOUND(HttpStatus.NOT_FOUND),
    SUBSCRIPTION_NOT_FOUND(HttpStatus.NOT_FOUND),
    QUOTE_NOT_FOUND(HttpStatus.NOT_FOUND),
    FINDING_NOT_FOUND(HttpStatus.NOT_FOUND),
    WEBHOOK_ENDPOINT_NOT_FOUND(HttpStatus.NOT_FOUND),
    DELIVERY_NOT_FOUND(HttpStatus.NOT_FOUND),
    PROPOSAL_NOT_FOUND(HttpStatus.NOT_FOUND),
    PAYMENT_UNKNOWN(HttpStatus.NOT_FOUND),
    CUSTOMER_NOT_FOUND(HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    ALREADY_CANCELLING(HttpStatus.CONFLICT),
    NOT_POSSIBLE_NOW(HttpStatus.CONFLICT),
    DISPUTE_OPEN(HttpStatus.CONFLICT),
    DISPUTE_ANSWERED(HttpStatus.CONFLICT),
    NOTHING_TO_DISPUTE(HttpStatus.CONFLICT),
    DISPUTE_TOO_LATE(HttpStatus.CONFLICT),
    RESENDS_USED_UP(HttpStatus.CONFLICT),
    RECONCILIATION_RUNNING(HttpStatus.CONFLICT),
    PROPOSAL_DECIDED(HttpStatus.CONFLICT),
    PROPOSAL_OUTDATED(HttpStatus.CONFLICT),
    PROPOSAL_DIFFERS(HttpStatus.CONFLICT),
    NOT_REDELIVERABLE(HttpStatus.CONFLICT),
    ERASURE_BLOCKED(HttpStatus.CONFLICT),
    REQUEST_IN_PROGRESS(HttpStatus.CONFLICT),
    CONFLICT(HttpStatus.CONFLICT),
    TOO_LARGE(HttpStatus.PAYLOAD_TOO_LARGE),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    INVALID_REQUEST(HttpStatus.UNPROCESSABLE_ENTITY),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_ENTITY),
    RULES_REFUSED(HttpStatus.UNPROCESSABLE_ENTITY),
    DECISION_REFUSED(HttpStatus.UNPROCESSABLE_ENTITY),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    ProblemType(HttpStatus status) {
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }

    String slug() {
        return Slugs.of(this);
    }

    static Optional<ProblemType> ofSlug(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }
}
