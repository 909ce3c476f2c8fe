package io.fairwell.terms;

import io.fairwell.cancellation.EffectiveMode;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules once more, written from their description alone: whole minor units, a calendar of its own, day by day. It
 * shares nothing with the code under test but the table of terms that came with the golden cases.
 */
final class ReferenceQuote {

    private static final Set<String> FOURTEEN_DAYS = Set.of("DE", "EU", "FR", "UK");
    private static final Set<String> NO_SERVICE = Set.of("lifetime", "licence-key", "physical-bundle");
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    /**
     * @param terms a row of terms.csv
     * @param billingMonths 0 where the period is in days
     * @param billingDays 0 where the period is in months, or none is told
     */
    record Facts(
            Map<String, String> terms,
            String jurisdiction,
            int decimals,
            BigInteger paid,
            LocalDate paidOn,
            LocalDate termStart,
            @Nullable LocalDate termEnd,
            int billingMonths,
            int billingDays,
            boolean renews,
            boolean used,
            BigInteger benefits,
            LocalDate requestOn,
            EffectiveMode mode,
            @Nullable LocalDate date,
            boolean claim) {

        String profile() {
            return terms.get("terms");
        }
    }

    /** @param lines base, benefits, percent fee, early termination, fixed fee; what is taken off is positive */
    record Answer(LocalDate effectiveOn, boolean lastDay, String basis, String method, List<BigInteger> lines) {

        BigInteger refund() {
            return lines.stream().skip(1).reduce(lines.get(0), BigInteger::subtract);
        }
    }

    private final Facts f;

    private ReferenceQuote(Facts facts) {
        f = facts;
    }

    static Answer of(Facts facts) {
        return new ReferenceQuote(facts).answer();
    }

    private Answer answer() {
        String coolingOff = coolingOff();
        if (coolingOff != null) {
            BigInteger base = coolingOff.equals("FULL") ? f.paid : days(next(f.requestOn));
            return new Answer(f.requestOn, true, "COOLING_OFF", coolingOff, only(base));
        }
        String method = f.terms.get("refundMethod");
        boolean returned = method.equals("RETURN") && f.paid.signum() > 0 && within();
        LocalDate on = returned ? f.requestOn : effectiveOn();
        boolean lastDay = returned || endsWithTheRequest();
        BigInteger base = switch (method) {
            case "DAYS" -> days(lastDay ? next(on) : on);
            case "MONTHS" -> months(lastDay ? next(on) : on);
            case "RETURN" -> returned ? f.paid : BigInteger.ZERO;
            default -> BigInteger.ZERO;
        };
        String basis = method.equals("REVIEW") && f.claim ? "CLAIM" : "TERMS";
        return new Answer(on, lastDay, basis, method, deducted(base));
    }

    // -- cooling-off

    private @Nullable String coolingOff() {
        if (f.paid.signum() == 0 || !within()) {
            return null;
        }
        if (!f.used) {
            return "FULL";
        }
        boolean prorated = FOURTEEN_DAYS.contains(f.jurisdiction) && !NO_SERVICE.contains(f.profile());
        return prorated && f.termEnd != null ? "DAYS" : null;
    }

    private boolean within() {
        int window = f.terms.get("coolingOff").isEmpty() ? -1 : 7;
        if (FOURTEEN_DAYS.contains(f.jurisdiction)) {
            window = 14;
        }
        LocalDate day = f.paidOn;
        for (int i = 0; i <= window; i++, day = next(day)) {
            if (!f.requestOn.isAfter(day)) {
                return true;
            }
        }
        return false;
    }

    // -- effective date

    private boolean endsWithTheRequest() {
        boolean over = f.termEnd == null || f.termEnd.isBefore(f.requestOn);
        return switch (f.terms.get("noticeKind")) {
            case "NONE" ->
                f.mode == EffectiveMode.IMMEDIATE
                        || (f.mode == EffectiveMode.PERIOD_END && over && (f.termEnd == null || !f.renews));
            case "BEFORE_BILLING" -> f.mode == EffectiveMode.IMMEDIATE && hasTerminationFee();
            default -> over && !f.renews;
        };
    }

    private boolean hasTerminationFee() {
        return !f.terms.get("earlyTerminationPercent").equals("0");
    }

    private LocalDate effectiveOn() {
        if (endsWithTheRequest()) {
            return f.requestOn;
        }
        return switch (f.terms.get("noticeKind")) {
            case "NONE" -> f.mode == EffectiveMode.PERIOD_END ? periodEnd() : f.date;
            case "BEFORE_BILLING" -> beforeBilling();
            default -> rolling();
        };
    }

    private LocalDate periodEnd() {
        int n = 0;
        while (bill(n).isBefore(f.requestOn)) {
            n++;
        }
        return bill(n);
    }

    private LocalDate beforeBilling() {
        int n = 0;
        while (f.requestOn.isAfter(back(bill(n), 7))) {
            n++;
        }
        LocalDate earliest = bill(n);
        if (f.mode != EffectiveMode.DATE) {
            return earliest;
        }
        if (hasTerminationFee()) {
            return f.date;
        }
        while (bill(n).isBefore(f.date)) {
            n++;
        }
        return bill(n);
    }

    private LocalDate rolling() {
        LocalDate later = f.requestOn;
        for (int i = 0; i < 30; i++) {
            later = next(later);
        }
        LocalDate wish =
                f.mode == EffectiveMode.IMMEDIATE ? f.requestOn : f.mode == EffectiveMode.DATE ? f.date : periodEnd();
        later = wish.isAfter(later) ? wish : later;
        return later.isAfter(periodEnd()) ? periodEnd() : later;
    }

    /** The n-th billing date: the end of the term is number 0. */
    private LocalDate bill(int n) {
        if (f.billingDays > 0) {
            LocalDate day = f.termEnd;
            for (int i = 0; i < n * f.billingDays; i++) {
                day = next(day);
            }
            return day;
        }
        int untilEnd = 0;
        while (later(f.termStart, untilEnd).isBefore(f.termEnd)) {
            untilEnd += f.billingMonths;
        }
        boolean counted = later(f.termStart, untilEnd).equals(f.termEnd);
        return counted ? later(f.termStart, untilEnd + n * f.billingMonths) : later(f.termEnd, n * f.billingMonths);
    }

    // -- amounts

    private BigInteger days(LocalDate gone) {
        long total = 0;
        long unused = 0;
        for (LocalDate day = f.termStart; day.isBefore(f.termEnd); day = next(day)) {
            total++;
            unused += day.isBefore(gone) ? 0 : 1;
        }
        return divided(f.paid.multiply(BigInteger.valueOf(unused)), BigInteger.valueOf(total));
    }

    private BigInteger months(LocalDate gone) {
        long total = 0;
        long unused = 0;
        for (int n = 0; later(f.termStart, n).isBefore(f.termEnd); n++) {
            total++;
            unused += later(f.termStart, n).isBefore(gone) ? 0 : 1;
        }
        return divided(f.paid.multiply(BigInteger.valueOf(unused)), BigInteger.valueOf(total));
    }

    private List<BigInteger> deducted(BigInteger base) {
        BigInteger benefits = f.terms.get("lessBenefits").equals("true") ? f.benefits.min(base) : BigInteger.ZERO;
        BigInteger left = base.subtract(benefits);
        BigInteger fee = divided(left.multiply(new BigInteger(f.terms.get("percentFee"))), HUNDRED);
        left = left.subtract(fee);
        BigInteger early = divided(left.multiply(new BigInteger(f.terms.get("earlyTerminationPercent"))), HUNDRED);
        left = left.subtract(early);
        BigInteger cents = new BigInteger(f.terms.get("fixedFee").replace(".", ""));
        BigInteger fixed =
                divided(cents.multiply(BigInteger.TEN.pow(f.decimals)), HUNDRED).min(left);
        return List.of(base, benefits, fee, early, fixed);
    }

    private static List<BigInteger> only(BigInteger base) {
        return List.of(base, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);
    }

    private static BigInteger divided(BigInteger dividend, BigInteger divisor) {
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        boolean up = parts[1].multiply(BigInteger.TWO).compareTo(divisor) >= 0;
        return up ? parts[0].add(BigInteger.ONE) : parts[0];
    }

    // -- calendar

    private static int length(int year, int month) {
        return switch (month) {
            case 4, 6, 9, 11 -> 30;
            case 2 -> year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28;
            default -> 31;
        };
    }

    private static LocalDate next(LocalDate day) {
        if (day.getDayOfMonth() < length(day.getYear(), day.getMonthValue())) {
            return LocalDate.of(day.getYear(), day.getMonthValue(), day.getDayOfMonth() + 1);
        }
        return day.getMonthValue() == 12
                ? LocalDate.of(day.getYear() + 1, 1, 1)
                : LocalDate.of(day.getYear(), day.getMonthValue() + 1, 1);
    }

    private static LocalDate back(LocalDate day, int count) {
        LocalDate start = LocalDate.of(day.getYear() - 1, 12, 1);
        LocalDate result = start;
        LocalDate ahead = start;
        for (int i = 0; i < count; i++) {
            ahead = next(ahead);
        }
        while (ahead.isBefore(day)) {
            ahead = next(ahead);
            result = next(result);
        }
        return result;
    }

    static LocalDate later(LocalDate day, int months) {
        int month = day.getMonthValue() - 1 + months;
        int year = day.getYear() + month / 12;
        month = month % 12 + 1;
        return LocalDate.of(year, month, Math.min(day.getDayOfMonth(), length(year, month)));
    }
}
