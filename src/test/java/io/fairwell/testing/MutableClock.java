package io.fairwell.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The clock of all test contexts, in UTC. It stands still until a test moves it, and is back at {@link #START} before
 * each test.
 */
public final class MutableClock extends Clock {

    /** Tuesday, 10 March 2026, 09:00 UTC. */
    public static final Instant START = Instant.parse("2026-03-10T09:00:00Z");

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    public MutableClock() {
        this(new AtomicReference<>(START), ZoneOffset.UTC);
    }

    private MutableClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    public void set(Instant instant) {
        now.set(instant);
    }

    /** Sets noon UTC of a day. */
    public void set(LocalDate day) {
        set(day.atTime(12, 0).toInstant(ZoneOffset.UTC));
    }

    public void plus(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    public void reset() {
        set(START);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** A view in another zone: it moves with this clock. */
    @Override
    public Clock withZone(ZoneId other) {
        return new MutableClock(now, other);
    }
}
