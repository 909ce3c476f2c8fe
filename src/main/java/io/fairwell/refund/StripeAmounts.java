package io.fairwell.refund;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Amounts as Stripe counts them (docs.stripe.com/currencies, "Minor units" and "Special cases"): whole numbers of the
 * smallest unit, which for some currencies is not the one of ISO 4217.
 */
final class StripeAmounts {

    private static final Set<String> ZERO_DECIMAL = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");
    private static final Set<String> THREE_DECIMAL = Set.of("BHD", "JOD", "KWD", "OMR", "TND");
    /** Without decimals, and yet written with two that are always 00. */
    private static final Set<String> WHOLE_IN_HUNDREDTHS = Set.of("ISK", "UGX");

    private StripeAmounts() {}

    /** @return empty where Stripe cannot pay exactly this; nothing is rounded */
    static OptionalLong write(Money money) {
        String currency = money.getCurrencyUnit().getCode();
        try {
            long amount = money.getAmount().movePointRight(decimals(currency)).longValueExact();
            return amount % step(currency) == 0 ? OptionalLong.of(amount) : OptionalLong.empty();
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /** @throws IllegalArgumentException or ArithmeticException when it is no amount in a currency we know */
    static Money read(long amount, String currency) {
        CurrencyUnit unit = CurrencyUnit.of(currency.toUpperCase(Locale.ROOT));
        BigDecimal value = BigDecimal.valueOf(amount, decimals(unit.getCode()));
        return Money.of(unit, value.setScale(unit.getDecimalPlaces(), RoundingMode.UNNECESSARY));
    }

    private static int decimals(String currency) {
        if (ZERO_DECIMAL.contains(currency)) {
            return 0;
        }
        return THREE_DECIMAL.contains(currency) ? 3 : 2;
    }

    /** Amounts have to be a multiple of this. */
    private static int step(String currency) {
        if (WHOLE_IN_HUNDREDTHS.contains(currency)) {
            return 100;
        }
        return THREE_DECIMAL.contains(currency) ? 10 : 1;
    }
}
