package io.fairwell.api;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Amounts as {@code {"amount":"22.00","currency":"CNY"}}; never negative, never with more decimals than the currency. */
final class MoneyField {

    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,12}(\\.\\d{1,4})?");

    private MoneyField() {}

    static @Nullable Money read(Fields parent, String name) {
        Fields money = parent.object(name);
        if (money == null) {
            return null;
        }
        money.need("amount", "currency");
        String amount = money.line("amount", 40);
        CurrencyUnit currency = money.parsed("currency", 3, Fault.UNKNOWN_CURRENCY, MoneyField::currency);
        money.rejectOthers();
        if (amount == null || currency == null) {
            return null;
        }
        return money(money, amount, currency);
    }

    private static @Nullable Money money(Fields fields, String amount, CurrencyUnit currency) {
        BigDecimal decimal = AMOUNT.matcher(amount).matches() ? new BigDecimal(amount) : null;
        if (decimal == null || decimal.scale() > Math.max(0, currency.getDecimalPlaces())) {
            fields.faults().add(fields.at("amount"), Fault.BAD_AMOUNT);
            return null;
        }
        if (decimal.signum() < 0) {
            fields.faults().add(fields.at("amount"), Fault.NEGATIVE);
            return null;
        }
        return Money.of(currency, decimal);
    }

    private static CurrencyUnit currency(String code) {
        try {
            CurrencyUnit currency = CurrencyUnit.of(code);
            if (currency.isPseudoCurrency()) {
                throw new IllegalArgumentException("not money");
            }
            return currency;
        } catch (IllegalCurrencyException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
