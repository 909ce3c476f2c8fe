package io.fairwell.terms;

import io.fairwell.subscription.Subscription;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/**
 * Writes the lines of a refund statement: the base, then what is taken off it in the fixed order benefits, percent fee,
 * early termination, fixed fee. Each line is rounded HALF_UP to the currency's minor unit as it is written and takes at
 * most what is left, so the sum is never negative and never above what was paid. Deductions of zero are not written.
 */
final class RefundCalculator {

    /** Deductions rest on the agreement, the right to the base on the law named by the decision. */
    private static final String AGREED = "AGREED_TERMS";

    private final Subscription subscription;
    private final List<StatementLine> lines = new ArrayList<>();
    private Money left;

    private RefundCalculator(Subscription subscription) {
        this.subscription = subscription;
        this.left = Money.zero(subscription.paid().getCurrencyUnit());
    }

    /** Within the cooling-off period: the base alone, without any deduction. */
    static List<StatementLine> coolingOff(
            Subscription subscription, CoolingOff coolingOff, RegulationRule regulation, LocalDate firstDayWithout) {
        RefundCalculator statement = new RefundCalculator(subscription);
        statement.base(coolingOff.method(), firstDayWithout, coolingOff.rule(), regulation.legalBasis(), false);
        return List.copyOf(statement.lines);
    }

    /** @param returned whether goods are to come back in time for a full refund */
    static List<StatementLine> underTerms(
            Subscription subscription,
            TermsRule terms,
            RegulationRule regulation,
            LocalDate firstDayWithout,
            boolean returned) {
        RefundCalculator statement = new RefundCalculator(subscription);
        RefundMethod method = subscription.isEnded() ? RefundMethod.NONE : terms.method();
        statement.base(method, firstDayWithout, terms.rule(), regulation.legalBasis(), returned);
        statement.deductions(terms);
        return List.copyOf(statement.lines);
    }

    private void base(
            RefundMethod method, LocalDate firstDayWithout, DecisionRef rule, String legalBasis, boolean returned) {
        Money paid = subscription.paid();
        Money zero = Money.zero(paid.getCurrencyUnit());
        switch (method) {
            case DAYS -> share("days", UnusedShare.ofDays(subscription, firstDayWithout), rule, legalBasis);
            case MONTHS -> share("months", UnusedShare.ofMonths(subscription, firstDayWithout), rule, legalBasis);
            case FULL -> add(LineKind.BASE, paid, new Formula("base.full", List.of(plain(paid))), rule, legalBasis);
            case NONE -> add(LineKind.BASE, zero, new Formula("base.none", List.of()), rule, legalBasis);
            case RETURN ->
                add(
                        LineKind.BASE,
                        returned ? paid : zero,
                        new Formula(returned ? "base.return" : "base.return.late", List.of(plain(paid))),
                        rule,
                        legalBasis);
            case REVIEW -> add(LineKind.BASE, zero, new Formula("base.review", List.of(plain(paid))), rule, legalBasis);
        }
    }

    private void share(String unit, UnusedShare share, DecisionRef rule, String legalBasis) {
        Money paid = subscription.paid();
        String key = "base." + unit + (share.unused() == 1 ? ".one" : "");
        List<String> arguments = List.of(plain(paid), Long.toString(share.unused()), Long.toString(share.total()));
        add(LineKind.BASE, share.of(paid), new Formula(key, arguments), rule, legalBasis);
    }

    private void deductions(TermsRule terms) {
        if (terms.lessBenefits()) {
            capped(LineKind.BENEFITS, "benefits", subscription.benefitsEnjoyed(), terms.rule());
        }
        percent(LineKind.PERCENT_FEE, "percent-fee", terms.percentFee(), terms.rule());
        percent(LineKind.EARLY_TERMINATION, "early-termination", terms.earlyTerminationPercent(), terms.rule());
        Money fixedFee = Money.of(subscription.paid().getCurrencyUnit(), terms.fixedFee(), RoundingMode.HALF_UP);
        capped(LineKind.FIXED_FEE, "fixed-fee", fixedFee, terms.rule());
    }

    private void percent(LineKind kind, String key, BigDecimal percent, DecisionRef rule) {
        Money fee = left.multipliedBy(percent.movePointLeft(2), RoundingMode.HALF_UP);
        Formula formula = new Formula(
                key, List.of(plain(left), percent.stripTrailingZeros().toPlainString()));
        deduct(kind, fee.isGreaterThan(left) ? left : fee, formula, rule);
    }

    private void capped(LineKind kind, String key, Money amount, DecisionRef rule) {
        boolean tooMuch = amount.isGreaterThan(left);
        Formula formula = tooMuch
                ? new Formula(key + ".capped", List.of(plain(amount), plain(left)))
                : new Formula(key, List.of(plain(amount)));
        deduct(kind, tooMuch ? left : amount, formula, rule);
    }

    private void deduct(LineKind kind, Money amount, Formula formula, DecisionRef rule) {
        if (amount.isPositive()) {
            add(kind, amount.negated(), formula, rule, AGREED);
        }
    }

    private void add(LineKind kind, Money amount, Formula formula, DecisionRef rule, String legalBasis) {
        lines.add(new StatementLine(kind, amount, formula, rule.label(), rule.version(), legalBasis));
        left = left.plus(amount);
    }

    private static String plain(Money money) {
        return money.getAmount().toPlainString();
    }
}
