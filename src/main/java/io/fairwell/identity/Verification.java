package io.fairwell.identity;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.Lifecycle;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * One-time codes and the last digits of cards. Both are kept as keyed hashes and share five attempts per case.
 *
 * <p>Beyond the case, a customer is sent only so many codes within a day, and has only so many attempts, whatever the
 * number of their cases.
 *
 * <p>Entering a code drives the process on, and the process checks it within the same transaction; a wrong code is
 * therefore a result and never an exception, which would undo the counting. Locks are taken in one order: the
 * verification, then the case.
 */
@Service
public class Verification {

    private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Pattern CODE_OR_CARD_DIGITS = Pattern.compile("[0-9]{6}|[0-9]{4}");
    private static final Pattern CARD_DIGITS = Pattern.compile("[0-9]{4}");

    private final VerificationRecords records;
    private final CodeHash hash;
    private final CancellationCases cases;
    private final Lifecycle lifecycle;
    private final Clock clock;
    private final int codesPerDay;
    private final int attemptsPerDay;
    private final SecureRandom random = new SecureRandom();

    Verification(
            VerificationRecords records,
            CodeHash hash,
            CancellationCases cases,
            @Lazy Lifecycle lifecycle,
            Clock clock,
            @Value("${fairwell.limits.codes-per-day:10}") int codesPerDay,
            @Value("${fairwell.limits.code-attempts-per-day:20}") int attemptsPerDay) {
        this.records = records;
        this.hash = hash;
        this.cases = cases;
        this.lifecycle = lifecycle;
        this.clock = clock;
        this.codesPerDay = codesPerDay;
        this.attemptsPerDay = attemptsPerDay;
    }

    /** Whether the customer may be sent the code that is due now, after those of all their cases within a day. */
    @Transactional
    public boolean mayIssueCode(CaseNumber number) {
        return mayIssue(number, codesIssued(number));
    }

    private boolean mayIssue(CaseNumber number, int ofThisCase) {
        return records.ofOtherCases(number, clock.instant().minus(DAY)).codes() + ofThisCase <= codesPerDay;
    }

    /**
     * Makes a new code that takes the place of the former one.
     *
     * @return six digits, to be sent to the customer and kept nowhere
     */
    @Transactional
    public String issueCode(CaseNumber number) {
        // The root locale: others write digits of their own.
        String code = String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000));
        records.expect(number, hash.of(number, code), clock.instant().plus(CODE_LIFETIME));
        return code;
    }

    /** @throws InvalidCode when these are not four digits */
    @Transactional
    public void expectCardDigits(CaseNumber number, String lastFour) {
        if (!CARD_DIGITS.matcher(lastFour).matches()) {
            throw new InvalidCode();
        }
        records.expect(number, hash.of(number, lastFour), null);
    }

    /**
     * The customer enters a code or card digits; afterwards {@link #lastResult} says what became of it.
     *
     * @throws InvalidCode when it can be neither; not counted as an attempt
     * @throws io.fairwell.cancellation.TransitionNotAllowed when the case does not wait for it
     */
    @Transactional
    public void enter(CaseNumber number, String code, Actor by) {
        if (!CODE_OR_CARD_DIGITS.matcher(code).matches()) {
            throw new InvalidCode();
        }
        records.lock(number);
        cases.change(number, CancellationCase::codeEntered);
        records.enter(number, hash.of(number, code), by);
        lifecycle.codeEntered(number);
    }

    /**
     * Checks what was entered and counts the attempt. Asked again without a new entry, it repeats its answer.
     *
     * @throws IllegalStateException when nothing was ever entered
     */
    @Transactional
    public CheckResult check(CaseNumber number) {
        VerificationRecord found = records.lock(number).orElseThrow(() -> nothingEntered(number));
        if (found.entered() == null) {
            return Optional.ofNullable(found.lastResult()).orElseThrow(() -> nothingEntered(number));
        }
        CheckResult result = mayTry(number, found) ? found.judge() : CheckResult.EXHAUSTED;
        records.checked(number, Math.min(found.attempts() + 1, VerificationRecord.MOST_ATTEMPTS), result);
        return result;
    }

    /**
     * The customer wants another code.
     *
     * @throws ResendsUsedUp after three in this case
     * @throws CodesUsedUp when this customer was sent too many within a day
     * @throws io.fairwell.cancellation.TransitionNotAllowed when the case does not wait for a code
     */
    @Transactional
    public void resend(CaseNumber number, Actor by) {
        Optional<VerificationRecord> found = records.lock(number);
        cases.change(number, CancellationCase::newCodeRequested);
        if (found.isPresent() && found.get().resends() >= VerificationRecord.MOST_RESENDS) {
            throw new ResendsUsedUp(number);
        }
        if (!mayIssue(number, codesIssued(number) + 1)) {
            throw new CodesUsedUp(number);
        }
        records.countResend(number, by);
        lifecycle.newCodeRequested(number);
    }

    /** @return the result of the attempt made last; empty before the first */
    public Optional<CheckResult> lastResult(CaseNumber number) {
        return records.find(number).map(VerificationRecord::lastResult);
    }

    /** How many codes have been asked for, the first one included: names each sending of one. */
    public int codesIssued(CaseNumber number) {
        return 1 + records.find(number).map(VerificationRecord::resends).orElse(0);
    }

    public int attemptsLeft(CaseNumber number) {
        return VerificationRecord.MOST_ATTEMPTS
                - records.find(number).map(VerificationRecord::attempts).orElse(0);
    }

    private boolean mayTry(CaseNumber number, VerificationRecord found) {
        return records.ofOtherCases(number, clock.instant().minus(DAY)).attempts() + found.attempts() < attemptsPerDay;
    }

    private static IllegalStateException nothingEntered(CaseNumber number) {
        return new IllegalStateException("nothing was entered in case " + number);
    }
}
