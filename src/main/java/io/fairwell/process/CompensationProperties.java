package io.fairwell.process;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much a reviewer may compensate. The defaults are those of the Consumer Rights Protection Law (CN), art. 55: three
 * times the price, and 500 CNY where that is less.
 *
 * @param times of what was paid
 * @param orUpTo amounts that may be given however little was paid, one for a currency, for example {@code CNY 500.00}
 */
@Validated
@ConfigurationProperties("fairwell.compensation")
record CompensationProperties(
        @DefaultValue("3") @Min(0) int times,
        @DefaultValue("CNY 500.00") @NotNull List<String> orUpTo) {

    CompensationProperties {
        orUpTo.forEach(CompensationProperties::amount);
    }

    Optional<Money> orUpTo(CurrencyUnit currency) {
        return orUpTo.stream()
                .map(CompensationProperties::amount)
                .filter(amount -> amount.getCurrencyUnit().equals(currency))
                .findFirst();
    }

    private static Money amount(String text) {
        try {
            Money amount = Money.parse(text);
            if (amount.isNegative()) {
                throw new IllegalArgumentException("negative");
            }
            return amount;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "fairwell.compensation.or-up-to has to hold amounts such as \"CNY 500.00\", not \"" + text + "\"",
                    e);
        }
    }
}
