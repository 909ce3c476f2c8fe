package io.fairwell.api;

import io.fairwell.cancellation.AlreadyCancelling;
import io.fairwell.cancellation.CaseNotFound;
import io.fairwell.cancellation.DecisionRefused;
import io.fairwell.cancellation.DeclarationRefused;
import io.fairwell.cancellation.TransitionNotAllowed;
import io.fairwell.database.DatabaseAway;
import io.fairwell.dispute.DisputeRefused;
import io.fairwell.identity.CodesUsedUp;
import io.fairwell.identity.InvalidCode;
import io.fairwell.identity.ResendsUsedUp;
import io.fairwell.privacy.CustomerUnknown;
import io.fairwell.privacy.ErasureBlocked;
import io.fairwell.refund.CallbackRefused;
import io.fairwell.refund.FindingUnknown;
import io.fairwell.refund.PaymentUnknown;
import io.fairwell.subscription.SubscriptionNotFound;
import jakarta.servlet.http.HttpServletRequest;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Turns what goes wrong behind {@code /api}, {@code /v1} and {@code /callbacks} into problems, one exception at a time. Pages for people have
 * their own way to fail: for any other path the exception is left alone.
 */
@RestControllerAdvice
@Order // last: a module's own advice goes first
class ApiExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionHandler.class);

    private final Problems problems;

    ApiExceptionHandler(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(ApiProblem e, HttpServletRequest request) {
        return problems.answer(request, e.type(), e.faults());
    }

    @ExceptionHandler
    ResponseEntity<Object> declarationRefused(DeclarationRefused e, HttpServletRequest request) {
        requireOurs(request, e);
        Fault fault = Fault.valueOf(e.why().name());
        return problems.answer(
                request, ProblemType.INVALID_REQUEST, List.of(new FieldFault(e.field(), fault, List.of())));
    }

    @ExceptionHandler
    ResponseEntity<Object> alreadyCancelling(AlreadyCancelling e, HttpServletRequest request) {
        requireOurs(request, e);
        return problems.answer(
                request,
                ProblemType.ALREADY_CANCELLING,
                List.of(),
                Map.of("openCase", e.openCase().value()),
                new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Object> notPossibleNow(TransitionNotAllowed e, HttpServletRequest request) {
        requireOurs(request, e);
        return problems.answer(
                request,
                ProblemType.NOT_POSSIBLE_NOW,
                List.of(),
                Map.of("caseStatus", e.status().name()),
                new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Object> disputeRefused(DisputeRefused e, HttpServletRequest request) {
        requireOurs(request, e);
        return switch (e.why()) {
            case OPEN_ALREADY -> disputeInTheWay(e, request, ProblemType.DISPUTE_OPEN);
            case ANSWERED_ALREADY -> disputeInTheWay(e, request, ProblemType.DISPUTE_ANSWERED);
            case NOTHING_DECIDED -> problems.answer(request, ProblemType.NOTHING_TO_DISPUTE, List.of());
            case TOO_LATE -> problems.answer(request, ProblemType.DISPUTE_TOO_LATE, List.of());
            case OTHER_CURRENCY -> invalid(request, "/amount/currency", Fault.OTHER_CURRENCY);
            case CHARGED_IN_THE_FUTURE -> invalid(request, "/chargedOn", Fault.IN_THE_FUTURE);
        };
    }

    private ResponseEntity<Object> disputeInTheWay(DisputeRefused e, HttpServletRequest request, ProblemType type) {
        return problems.answer(
                request, type, List.of(), Map.of("disputeState", String.valueOf(e.state())), new HttpHeaders());
    }

    private ResponseEntity<Object> invalid(HttpServletRequest request, String pointer, Fault fault) {
        return problems.answer(
                request, ProblemType.INVALID_REQUEST, List.of(new FieldFault(pointer, fault, List.of())));
    }

    @ExceptionHandler
    ResponseEntity<Object> customerUnknown(CustomerUnknown e, HttpServletRequest request) {
        return plain(e, request, ProblemType.CUSTOMER_NOT_FOUND);
    }

    @ExceptionHandler
    ResponseEntity<Object> erasureBlocked(ErasureBlocked e, HttpServletRequest request) {
        requireOurs(request, e);
        String blockedBy = e.obstacles().stream()
                .map(obstacle -> obstacle.kind() + " " + obstacle.caseNumber())
                .collect(Collectors.joining(", "));
        return problems.answer(
                request, ProblemType.ERASURE_BLOCKED, List.of(), Map.of("blockedBy", blockedBy), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Object> decisionRefused(DecisionRefused e, HttpServletRequest request) {
        return plain(e, request, ProblemType.DECISION_REFUSED);
    }

    @ExceptionHandler
    ResponseEntity<Object> caseNotFound(CaseNotFound e, HttpServletRequest request) {
        return plain(e, request, ProblemType.CASE_NOT_FOUND);
    }

    @ExceptionHandler
    ResponseEntity<Object> subscriptionNotFound(SubscriptionNotFound e, HttpServletRequest request) {
        return plain(e, request, ProblemType.SUBSCRIPTION_NOT_FOUND);
    }

    @ExceptionHandler
    ResponseEntity<Object> findingNotFound(FindingUnknown e, HttpServletRequest request) {
        return plain(e, request, ProblemType.FINDING_NOT_FOUND);
    }

    @ExceptionHandler
    ResponseEntity<Object> paymentUnknown(PaymentUnknown e, HttpServletRequest request) {
        return plain(e, request, ProblemType.PAYMENT_UNKNOWN);
    }

    @ExceptionHandler
    ResponseEntity<Object> callbackRefused(CallbackRefused e, HttpServletRequest request) {
        return plain(
                e,
                request,
                switch (e.why()) {
                    case NOT_SIGNED -> ProblemType.CALLBACK_NOT_SIGNED;
                    case UNREADABLE -> ProblemType.MALFORMED_REQUEST;
                });
    }

    @ExceptionHandler
    ResponseEntity<Object> invalidCode(InvalidCode e, HttpServletRequest request) {
        requireOurs(request, e);
        return problems.answer(
                request, ProblemType.INVALID_REQUEST, List.of(new FieldFault("/code", Fault.INVALID_CODE, List.of())));
    }

    @ExceptionHandler
    ResponseEntity<Object> resendsUsedUp(ResendsUsedUp e, HttpServletRequest request) {
        return plain(e, request, ProblemType.RESENDS_USED_UP);
    }

    @ExceptionHandler
    ResponseEntity<Object> codesUsedUp(CodesUsedUp e, HttpServletRequest request) {
        requireOurs(request, e);
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(CodesUsedUp.TRY_AGAIN_AFTER.toSeconds()));
        return problems.answer(request, ProblemType.TOO_MANY_REQUESTS, List.of(), Map.of(), headers);
    }

    @ExceptionHandler
    ResponseEntity<Object> conflict(ConcurrencyFailureException e, HttpServletRequest request) {
        return plain(e, request, ProblemType.CONFLICT);
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessResourceException.class,
        QueryTimeoutException.class
    })
    ResponseEntity<Object> unavailable(RuntimeException e, HttpServletRequest request) {
        requireOurs(request, e);
        LOG.warn("the database cannot be reached: {}", e.getClass().getSimpleName());
        return problems.answer(request, ProblemType.UNAVAILABLE, List.of());
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ResponseEntity<Object> noSuchPath(Exception e, HttpServletRequest request) throws Exception {
        return framework(e, request, ProblemType.NOT_FOUND);
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongMethod(HttpRequestMethodNotSupportedException e, HttpServletRequest request)
            throws Exception {
        return framework(e, request, ProblemType.METHOD_NOT_ALLOWED);
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongType(HttpMediaTypeNotSupportedException e, HttpServletRequest request)
            throws Exception {
        return framework(e, request, ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }

    @ExceptionHandler
    ResponseEntity<Object> notAcceptable(HttpMediaTypeNotAcceptableException e, HttpServletRequest request)
            throws Exception {
        return framework(e, request, ProblemType.NOT_ACCEPTABLE);
    }

    @ExceptionHandler
    ResponseEntity<Object> tooLarge(MaxUploadSizeExceededException e, HttpServletRequest request) throws Exception {
        return framework(e, request, ProblemType.TOO_LARGE);
    }

    @ExceptionHandler({
        MultipartException.class,
        HttpMessageNotReadableException.class,
        UncheckedIOException.class,
        RequestRejectedException.class // a parameter whose name the firewall refuses once it is read
    })
    ResponseEntity<Object> unreadable(Exception e, HttpServletRequest request) throws Exception {
        return framework(e, request, ProblemType.MALFORMED_REQUEST);
    }

    /** What nobody foresaw is a bug of ours: the caller gets a number under which the log has the rest. */
    @ExceptionHandler
    ResponseEntity<Object> bug(Exception e, HttpServletRequest request) throws Exception {
        if (!isOurs(request)) {
            throw e;
        }
        if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return problems.answer(request, ProblemType.MALFORMED_REQUEST, List.of());
        }
        if (e instanceof RuntimeException wrapped && DatabaseAway.isCauseOf(e)) {
            return unavailable(wrapped, request);
        }
        String incident = UUID.randomUUID().toString();
        LOG.error("incident {} at {} {}", incident, request.getMethod(), request.getRequestURI(), e);
        return problems.answer(
                request, ProblemType.INTERNAL_ERROR, List.of(), Map.of("incident", incident), new HttpHeaders());
    }

    private ResponseEntity<Object> plain(RuntimeException e, HttpServletRequest request, ProblemType type) {
        requireOurs(request, e);
        return problems.answer(request, type, List.of());
    }

    private ResponseEntity<Object> framework(Exception e, HttpServletRequest request, ProblemType type)
            throws Exception {
        if (!isOurs(request)) {
            throw e;
        }
        // The framework knows what to say beside the status, for example in Allow.
        HttpHeaders headers = e instanceof ErrorResponse response ? response.getHeaders() : new HttpHeaders();
        if (request.getMethod().equals(HttpMethod.HEAD.name())) {
            return ResponseEntity.status(type.status()).headers(headers).build();
        }
        return problems.answer(request, type, List.of(), Map.of(), headers);
    }

    private static void requireOurs(HttpServletRequest request, RuntimeException e) {
        if (!isOurs(request)) {
            throw e;
        }
    }

    private static boolean isOurs(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/api/") || path.startsWith("/v1/") || path.startsWith("/callbacks/");
    }
}
