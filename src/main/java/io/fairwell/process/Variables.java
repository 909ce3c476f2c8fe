package io.fairwell.process;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;

/**
 * Every process variable, by name and type. Ids, booleans, enum names, dates and amounts for routing: never personal
 * data. A variable that is not listed here never reaches the engine's history.
 */
public final class Variables {

    // what the case is about
    public static final Variable<String> CASE_NUMBER = text("caseNumber");
    public static final Variable<String> SUBSCRIPTION_ID = text("subscriptionId");
    public static final Variable<String> REASON = text("reason");
    public static final Variable<String> EFFECTIVE_MODE = text("effectiveMode");
    public static final Variable<Boolean> DRAFT = flag("draft");
    public static final Variable<String> TERMS = text("terms");
    public static final Variable<String> JURISDICTION = text("jurisdiction");
    /** Local date of the declaration in ISO 8601, for the tables: the law of that day applies. */
    public static final Variable<String> DECLARED_ON = text("declaredOn");

    // stage 1
    public static final Variable<Boolean> IDENTITY_VERIFIED = flag("identityVerified");
    public static final Variable<String> IDENTITY_METHOD = text("identityMethod");
    public static final Variable<String> CODE_CHECK = text("codeCheck");
    public static final Variable<String> IDENTITY_DECISION = text("identityDecision");

    // stages 2 and 3
    public static final Variable<Boolean> NOTHING_TO_CANCEL = flag("nothingToCancel");
    public static final Variable<String> EFFECTIVE_ON = text("effectiveOn");
    public static final Variable<String> WHERE = text("where");
    public static final Variable<Boolean> OFFER_ALLOWED = flag("offerAllowed");
    public static final Variable<Integer> EARLIER_OFFERS = new Variable<>("earlierOffers", Integer.class);
    /** The customer wants to talk before a claim is decided. */
    public static final Variable<Boolean> TALK_WANTED = flag("talkWanted");

    public static final Variable<String> OFFER_KIND = text("offerKind");
    public static final Variable<Boolean> CUSTOMER_STAYS = flag("customerStays");

    // stage 4
    public static final Variable<String> REFUND_METHOD = text("refundMethod");
    public static final Variable<String> REFUND_ROUTE = text("refundRoute");
    /** In major units of the currency; for routing and display only, money is paid by what the case says. */
    public static final Variable<Double> REFUND_AMOUNT = new Variable<>("refundAmount", Double.class);

    public static final Variable<String> CURRENCY = text("currency");
    public static final Variable<Boolean> INSTALLMENTS_OUTSTANDING = flag("installmentsOutstanding");
    public static final Variable<String> REVIEW_ROUTE = text("reviewRoute");
    public static final Variable<String> REVIEW_DECISION = text("reviewDecision");
    public static final Variable<Boolean> SECOND_APPROVAL = flag("secondApproval");
    public static final Variable<String> PREPARED_BY = text("preparedBy");
    public static final Variable<String> PREPARED_AMOUNT = text("preparedAmount");
    public static final Variable<String> PREPARED_REFUND = text("preparedRefund");
    public static final Variable<String> PREPARED_COMPENSATION = text("preparedCompensation");
    /** Whether the service was not as promised, so that there may be compensation. */
    public static final Variable<Boolean> CLAIM = flag("claim");

    public static final Variable<String> APPROVAL_DECISION = text("approvalDecision");

    /** For the forms, local to a task: the refund as it stands, its statement and the most compensation allowed. */
    public static final Variable<String> REFUND_SHOWN = text("refundShown");

    public static final Variable<String> REFUND_STATEMENT = text("refundStatement");
    public static final Variable<String> COMPENSATION_LIMIT = text("compensationLimit");

    // stage 5 and execution
    public static final Variable<Boolean> CONFIRMATION_NEEDED = flag("confirmationNeeded");
    /** When the execution begins; earlier than {@link #EFFECTIVE_AT} where something is left to do elsewhere. */
    public static final Variable<Date> EXECUTE_AT = date("executeAt");

    public static final Variable<Boolean> RIGHTS_TO_MOVE = flag("rightsToMove");
    public static final Variable<String> RIGHTS_RESULT = text("rightsResult");
    public static final Variable<Boolean> QUOTE_CHANGED = flag("quoteChanged");
    public static final Variable<Boolean> DATE_REACHED = flag("dateReached");
    public static final Variable<Date> EFFECTIVE_AT = date("effectiveAt");
    public static final Variable<Date> REMIND_AT = date("remindAt");
    public static final Variable<Date> WAIT_UNTIL = date("waitUntil");
    public static final Variable<Integer> REMINDERS_SENT = new Variable<>("remindersSent", Integer.class);
    public static final Variable<Boolean> LAST_CHECK = flag("lastCheck");
    public static final Variable<String> FOLLOW_UP_RESULT = text("followUpResult");
    public static final Variable<Boolean> MANDATE_TO_REVOKE = flag("mandateToRevoke");
    public static final Variable<Boolean> MEMBERS_OR_DEVICES = flag("membersOrDevices");
    public static final Variable<Boolean> RETURN_AWAITED = flag("returnAwaited");
    public static final Variable<Boolean> REFUND_TO_PAY = flag("refundToPay");
    public static final Variable<String> REFUND_OUTCOME = text("refundOutcome");
    public static final Variable<Integer> LOOK_UPS = new Variable<>("lookUps", Integer.class);
    public static final Variable<String> REFUND_RESOLUTION = text("refundResolution");

    // settlement
    /** Which payment of the case; see the refund ledger. */
    public static final Variable<String> REFUND_LEG = text("refundLeg");

    public static final Variable<String> SETTLEMENT = text("settlement");
    /** From then on the money is late. */
    public static final Variable<Date> SETTLE_BY = date("settleBy");

    public static final Variable<String> CHASE_RESULT = text("chaseResult");

    // aftercare
    /** Until when a law demands that the case's personal data is kept. */
    public static final Variable<Date> RETAIN_UNTIL = date("retainUntil");

    public static final Variable<Boolean> PERSONAL_DATA_ERASED = flag("personalDataErased");

    // discrepancy between the books
    public static final Variable<String> FINDING_ID = text("findingId");
    public static final Variable<String> FINDING_KIND = text("findingKind");
    /** What the gateway was asked with. */
    public static final Variable<String> PAYMENT_KEY = text("paymentKey");

    public static final Variable<String> OUR_BOOKS = text("ourBooks");
    public static final Variable<String> GATEWAY_BOOKS = text("gatewayBooks");
    public static final Variable<String> DISCREPANCY_RESULT = text("discrepancyResult");

    // dispute
    public static final Variable<String> DISPUTE_ABOUT = text("disputeAbout");
    /** With its currency, for display only. */
    public static final Variable<String> CLAIMED_AMOUNT = text("claimedAmount");
    /** The most that can be granted, with its currency, for display only. */
    public static final Variable<String> GRANT_LIMIT = text("grantLimit");

    public static final Variable<String> DISPUTE_ANSWER = text("disputeAnswer");
    public static final Variable<String> DISPUTE_DECISION = text("disputeDecision");
    public static final Variable<Boolean> SUPERVISOR_NEEDED = flag("supervisorNeeded");
    public static final Variable<Boolean> AMOUNT_GRANTED = flag("amountGranted");
    /** With its currency, for display only: money is paid by what the dispute says. */
    public static final Variable<String> GRANTED_AMOUNT = text("grantedAmount");

    // technical failure
    public static final Variable<String> FAILED_JOB = text("failedJob");
    public static final Variable<String> FAILED_ACTIVITY = text("failedActivity");
    public static final Variable<String> FAILURE_MESSAGE = text("failureMessage");
    public static final Variable<String> FAILURE_RESOLUTION = text("failureResolution");
    /** Whether the case can go on behind the failed step, or only with it. */
    public static final Variable<Boolean> PASSABLE = flag("passable");
    /** User who decided. */
    public static final Variable<String> RESOLVED_BY = text("resolvedBy");

    private static final Map<String, Class<?>> TYPES = List.<Variable<?>>of(
                    CASE_NUMBER,
                    SUBSCRIPTION_ID,
                    REASON,
                    EFFECTIVE_MODE,
                    DRAFT,
                    TERMS,
                    JURISDICTION,
                    DECLARED_ON,
                    IDENTITY_VERIFIED,
                    IDENTITY_METHOD,
                    CODE_CHECK,
                    IDENTITY_DECISION,
                    NOTHING_TO_CANCEL,
                    EFFECTIVE_ON,
                    WHERE,
                    OFFER_ALLOWED,
                    EARLIER_OFFERS,
                    TALK_WANTED,
                    OFFER_KIND,
                    CUSTOMER_STAYS,
                    REFUND_METHOD,
                    REFUND_ROUTE,
                    REFUND_AMOUNT,
                    CURRENCY,
                    INSTALLMENTS_OUTSTANDING,
                    REVIEW_ROUTE,
                    REVIEW_DECISION,
                    SECOND_APPROVAL,
                    PREPARED_BY,
                    PREPARED_AMOUNT,
                    PREPARED_REFUND,
                    PREPARED_COMPENSATION,
                    CLAIM,
                    REFUND_SHOWN,
                    REFUND_STATEMENT,
                    COMPENSATION_LIMIT,
                    APPROVAL_DECISION,
                    CONFIRMATION_NEEDED,
                    EXECUTE_AT,
                    RIGHTS_TO_MOVE,
                    RIGHTS_RESULT,
                    QUOTE_CHANGED,
                    DATE_REACHED,
                    EFFECTIVE_AT,
                    REMIND_AT,
                    WAIT_UNTIL,
                    REMINDERS_SENT,
                    LAST_CHECK,
                    FOLLOW_UP_RESULT,
                    MANDATE_TO_REVOKE,
                    MEMBERS_OR_DEVICES,
                    RETURN_AWAITED,
                    REFUND_TO_PAY,
                    REFUND_OUTCOME,
                    LOOK_UPS,
                    REFUND_RESOLUTION,
                    REFUND_LEG,
                    SETTLEMENT,
                    SETTLE_BY,
                    CHASE_RESULT,
                    RETAIN_UNTIL,
                    PERSONAL_DATA_ERASED,
                    FINDING_ID,
                    FINDING_KIND,
                    PAYMENT_KEY,
                    OUR_BOOKS,
                    GATEWAY_BOOKS,
                    DISCREPANCY_RESULT,
                    DISPUTE_ABOUT,
                    CLAIMED_AMOUNT,
                    GRANT_LIMIT,
                    DISPUTE_ANSWER,
                    DISPUTE_DECISION,
                    SUPERVISOR_NEEDED,
                    AMOUNT_GRANTED,
                    GRANTED_AMOUNT,
                    FAILED_JOB,
                    FAILED_ACTIVITY,
                    FAILURE_MESSAGE,
                    FAILURE_RESOLUTION,
                    PASSABLE,
                    RESOLVED_BY)
            .stream()
            .collect(Collectors.toUnmodifiableMap(Variable::name, Variable::type));

    private Variables() {}

    public static boolean isDeclared(String name) {
        return TYPES.containsKey(name);
    }

    /** Empty where it is not declared. */
    static Optional<Class<?>> typeOf(String name) {
        return Optional.ofNullable(TYPES.get(name));
    }

    private static Variable<String> text(String name) {
        return new Variable<>(name, String.class);
    }

    private static Variable<Boolean> flag(String name) {
        return new Variable<>(name, Boolean.class);
    }

    private static Variable<Date> date(String name) {
        return new Variable<>(name, Date.class);
    }

    /** A name with its type. */
    public record Variable<T>(String name, Class<T> type) {

        public Optional<T> find(VariableScope scope) {
            return Optional.ofNullable(scope.getVariable(name)).map(type::cast);
        }

        /** @throws IllegalStateException when it is not set: a mistake in the model */
        public T get(VariableScope scope) {
            return find(scope).orElseThrow(() -> new IllegalStateException("variable " + name + " is not set"));
        }

        /** For this scope alone, and gone with it. */
        public void setLocal(VariableScope scope, @Nullable T value) {
            scope.setVariableLocal(name, value);
        }

        public void set(VariableScope scope, @Nullable T value) {
            scope.setVariable(name, value);
        }
    }
}
