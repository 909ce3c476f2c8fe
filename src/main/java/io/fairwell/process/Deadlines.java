package io.fairwell.process;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.QuoteTerms;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Deadlines from now on, for delegates and, through its getters, for the timers in the models
 * ({@code ${deadlines.offer}}). Working days are Monday to Friday; work is due at 18:00.
 */
public final class Deadlines {

    private static final LocalTime END_OF_DAY = LocalTime.of(18, 0);

    private final DeadlineProperties properties;
    private final Clock clock;

    Deadlines(DeadlineProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    public String getOffer() {
        return properties.offer().toString();
    }

    public String getLookUp() {
        return properties.lookUp().toString();
    }

    public Date getDue() {
        return Date.from(due());
    }

    public Date getEscalation() {
        return Date.from(workingDaysFromNow(properties.escalationWorkingDays()));
    }

    public Instant due() {
        return workingDaysFromNow(properties.dueWorkingDays());
    }

    public Instant codeUntil() {
        return clock.instant().plus(properties.codeWait());
    }

    public Instant offerUntil() {
        return clock.instant().plus(properties.offer());
    }

    public Instant answerUntil() {
        return clock.instant().plus(properties.answer());
    }

    public Instant draftUntil() {
        return clock.instant().plus(properties.draft());
    }

    public Instant silenceUntil() {
        return clock.instant().plus(properties.silence());
    }

    public Instant returnUntil() {
        return clock.instant().plus(properties.returnWait());
    }

    /** Before the effective date; where that is too near for a reminder, or it was sent, beyond it. */
    public Instant effectiveReminder(Instant effectiveAt, boolean sent) {
        Instant reminder = effectiveAt.minus(properties.effectiveReminder());
        return sent || !isAhead(reminder) ? effectiveAt.plus(Duration.ofDays(1)) : reminder;
    }

    public int lookUps() {
        return properties.lookUps();
    }

    /**
     * When to remind next.
     *
     * @param sent reminders sent so far
     * @param until the wait's own end: after the last reminder the next one lies beyond it
     */
    public Instant answerReminder(int sent, Instant until) {
        return next(properties.answerReminders(), sent, until.minus(properties.answer()), until);
    }

    /**
     * As {@link #answerReminder}, for the confirmation.
     *
     * @param draft whether a draft waits, or a declared request whose refund became smaller
     */
    public Instant confirmationReminder(boolean draft, int sent, Instant until) {
        Duration wait = draft ? properties.draft() : properties.silence();
        return next(properties.draftReminders(), sent, until.minus(wait), until);
    }

    /** As {@link #answerReminder}, for goods that are to come back. */
    public Instant returnReminder(int sent, Instant until) {
        return next(properties.returnReminders(), sent, until.minus(properties.returnWait()), until);
    }

    /** The next check after {@code done} of them; at the last interval once they are used up. */
    public Instant elsewhereCheck(int done) {
        List<Duration> checks = properties.elsewhereChecks();
        int last = checks.size() - 1;
        Duration next = checks.get(Math.min(done, last));
        return clock.instant().plus(done > 0 && done <= last ? next.minus(checks.get(done - 1)) : next);
    }

    /** When a refund that is late is looked for again. */
    public Instant chaseAgain() {
        return clock.instant().plus(properties.chase());
    }

    /** When to try again to erase what something still needs. */
    public Instant eraseAgain() {
        return clock.instant().plus(properties.eraseAgain());
    }

    public boolean isAhead(Instant instant) {
        return instant.isAfter(clock.instant());
    }

    /**
     * When the service ends: at once where that is with the request, else at the start of the first day without it, in
     * the subscription's zone; never in the past.
     */
    public static Instant effectiveOf(CancellationCase running, Instant now) {
        QuoteTerms quote = Objects.requireNonNull(running.quote());
        Instant effective =
                quote.effectiveOn().atStartOfDay(running.request().zone()).toInstant();
        return quote.immediate() || effective.isBefore(now) ? now : effective;
    }

    /** What is left to do at another place has to be done before it charges again, so it is not waited for. */
    public static Instant executionOf(CancellationCase running, Instant now) {
        return "HERE".equals(Objects.requireNonNull(running.quote()).where()) ? effectiveOf(running, now) : now;
    }

    /** After how many days each check is made, as letters are given it: {@code 3,7}. */
    public String elsewhereCheckDays() {
        return properties.elsewhereChecks().stream()
                .map(check -> Long.toString(check.toDays()))
                .collect(Collectors.joining(","));
    }

    public boolean isLastElsewhereCheck(int done) {
        return done >= properties.elsewhereChecks().size() - 1;
    }

    private static Instant next(List<Duration> reminders, int sent, Instant since, Instant until) {
        return sent < reminders.size() ? since.plus(reminders.get(sent)) : until.plus(Duration.ofDays(1));
    }

    private Instant workingDaysFromNow(int days) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), properties.zone());
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return day.atTime(END_OF_DAY).atZone(properties.zone()).toInstant();
    }
}
