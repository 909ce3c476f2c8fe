package io.fairwell.process;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.Declaration;
import io.fairwell.cancellation.DeclarationRefused;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Identity;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.ReasonCode;
import io.fairwell.identity.Verification;
import io.fairwell.notification.LetterKind;
import io.fairwell.notification.Letters;
import io.fairwell.security.CurrentCaller;
import io.fairwell.subscription.Subscription;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * The first step of every case. A start over our own interface has recorded the case already; a start over the engine's
 * interface has not, and gets the same guarantees here, in the transaction of the start.
 */
@Component
public class CaseStart {

    private final Cancellations cancellations;
    private final RunningCases running;
    private final Verification verification;
    private final Letters letters;
    private final Deadlines deadlines;
    private final CurrentCaller caller;

    CaseStart(
            @Lazy Cancellations cancellations,
            RunningCases running,
            Verification verification,
            Letters letters,
            Deadlines deadlines,
            CurrentCaller caller) {
        this.cancellations = cancellations;
        this.running = running;
        this.verification = verification;
        this.letters = letters;
        this.deadlines = deadlines;
        this.caller = caller;
    }

    public void register(DelegateExecution execution) {
        CancellationCase registered = Boolean.TRUE.equals(execution.getVariable(EngineLifecycle.RECORDED))
                ? running.get(execution)
                : registerNative(execution);
        Subscription subscription = running.subscription(registered);
        Variables.CASE_NUMBER.set(execution, registered.number().value());
        Variables.SUBSCRIPTION_ID.set(execution, subscription.id());
        Variables.REASON.set(
                execution,
                registered.request().reason() == null
                        ? null
                        : registered.request().reason().name());
        Variables.EFFECTIVE_MODE.set(execution, registered.request().mode().name());
        Variables.DRAFT.set(execution, registered.request().isDraft());
        Variables.TERMS.set(execution, subscription.terms());
        Variables.JURISDICTION.set(execution, subscription.jurisdiction());
        Variables.DECLARED_ON.set(execution, registered.request().declaredOn().toString());
        Variables.IDENTITY_VERIFIED.set(execution, registered.identity().state() == Identity.State.VERIFIED);
        Variables.IDENTITY_METHOD.set(
                execution, method(registered, subscription).name());
        Variables.WAIT_UNTIL.set(execution, Date.from(deadlines.codeUntil()));
        Variables.NOTHING_TO_CANCEL.set(execution, false);
        Variables.OFFER_ALLOWED.set(execution, false);
        Variables.TALK_WANTED.set(
                execution,
                registered.request().talkWanted() && registered.request().reason() == ReasonCode.NOT_AS_PROMISED);
        Variables.CUSTOMER_STAYS.set(execution, false);
        Variables.SECOND_APPROVAL.set(execution, false);
        letters.send(registered.number(), LetterKind.RECEIPT, "receipt", Map.of());
    }

    private CancellationCase registerNative(DelegateExecution execution) {
        CancellationCase registered = cancellations.register(new Declaration(
                Optional.ofNullable(execution.getTenantId()).orElse(caller.tenantId()),
                caller.get().clientId(),
                Variables.SUBSCRIPTION_ID
                        .find(execution)
                        .orElseThrow(() -> new DeclarationRefused(
                                DeclarationRefused.Why.SUBSCRIPTION_UNKNOWN, "/variables/subscriptionId")),
                null,
                null,
                known(ReasonCode.class, Variables.REASON.find(execution).orElse(null), "/variables/reason"),
                null,
                Optional.ofNullable(known(
                                EffectiveMode.class,
                                Variables.EFFECTIVE_MODE.find(execution).orElse(null),
                                "/variables/effectiveMode"))
                        .orElse(EffectiveMode.PERIOD_END),
                null,
                null,
                "API",
                LocaleContextHolder.getLocale().getLanguage().equals("zh") ? "zh-CN" : "en",
                null,
                IdentityMethod.CODE,
                caller.get().may("cancellation:attest") ? caller.get().clientId() : null,
                null,
                null,
                true,
                null,
                execution.getProcessBusinessKey(),
                false));
        execution.setProcessBusinessKey(registered.number().value());
        return registered;
    }

    private static <E extends Enum<E>> @Nullable E known(Class<E> type, @Nullable String name, String pointer) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new DeclarationRefused(DeclarationRefused.Why.VALUE_UNKNOWN, pointer));
    }

    /** A code needs a contact on file, digits need a card: without it, a person looks at papers. */
    private IdentityMethod method(CancellationCase registered, Subscription subscription) {
        IdentityMethod wished = registered.identity().method();
        if (wished == IdentityMethod.CARD && subscription.lastFourDigits().isPresent()) {
            verification.expectCardDigits(
                    registered.number(), subscription.lastFourDigits().get());
            running.change(registered.number(), (c, now) -> c.cardDigitsNeeded(deadlines.codeUntil(), now));
            return IdentityMethod.CARD;
        }
        return wished == IdentityMethod.CODE && subscription.contact().canBeReached()
                ? IdentityMethod.CODE
                : IdentityMethod.PAPERS;
    }
}
