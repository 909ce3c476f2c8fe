package io.fairwell.process.task;

import io.fairwell.cancellation.DecisionRefused;
import io.fairwell.cancellation.DecisionRefused.Why;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** What a person has entered in a form. Free text is taken out of the engine as it is read. */
@Component
class FormInput {

    private final IdentityService identities;

    FormInput(@Lazy IdentityService identities) {
        this.identities = identities;
    }

    /** The person who completes the task; without a login, the one it is assigned to. */
    String person(DelegateTask task) {
        Authentication current = identities.getCurrentAuthentication();
        String person = current == null ? task.getAssignee() : current.getUserId();
        if (person == null) {
            throw new DecisionRefused(Why.DECISION_MISSING, "person");
        }
        return person;
    }

    /** A choice that the process is routed by; it stays a process variable. */
    <E extends Enum<E>> E choice(DelegateTask task, String name, Class<E> choices) {
        Object value = task.getVariable(name);
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> choice.name().equals(value))
                .findFirst()
                .orElseThrow(() -> new DecisionRefused(Why.DECISION_MISSING, name));
    }

    /** Free text; empty where nothing was entered. */
    String text(DelegateTask task, String name) {
        Object value = task.getVariable(name);
        task.removeVariable(name);
        return value == null ? "" : value.toString().strip();
    }

    /** @throws DecisionRefused with {@code why} where nothing was entered */
    String requiredText(DelegateTask task, String name, Why why) {
        String text = text(task, name);
        if (text.isEmpty()) {
            throw new DecisionRefused(why, name);
        }
        return text;
    }

    /** @throws DecisionRefused when something was entered that is not an amount in that currency */
    Optional<Money> optionalAmount(DelegateTask task, String name, CurrencyUnit currency) {
        Object entered = task.getVariable(name);
        return entered == null || entered.toString().isBlank()
                ? Optional.empty()
                : Optional.of(amount(task, name, currency));
    }

    /** @throws DecisionRefused when it is not an amount in that currency */
    Money amount(DelegateTask task, String name, CurrencyUnit currency) {
        String text = text(task, name);
        try {
            return Money.of(currency, new BigDecimal(text));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new DecisionRefused(Why.AMOUNT_NOT_A_NUMBER, currency.getCode());
        }
    }
}
