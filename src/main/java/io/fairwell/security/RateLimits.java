package io.fairwell.security;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Token buckets, each of which is full again after a minute. The time is the machine's own, not that of the calendar,
 * which may be set. In memory: after a restart everybody begins anew.
 */
class RateLimits {

    /** A bucket takes about 250 bytes, so all of them less than 40 MB. Who has not called for the longest goes first. */
    static final int MOST_BUCKETS = 50_000;

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** What is counted. */
    enum Kind {
        CLIENT,
        PERSON,
        ADDRESS,
        SIGN_IN
    }

    private final Map<Kind, Integer> limits = new EnumMap<>(Kind.class);
    private final Map<Kind, Buckets> buckets = new EnumMap<>(Kind.class);
    private final TimeMeter time;

    RateLimits(LimitProperties properties, TimeMeter time) {
        this.time = time;
        limits.put(Kind.CLIENT, properties.perClient());
        limits.put(Kind.PERSON, properties.perPerson());
        limits.put(Kind.ADDRESS, properties.perAddress());
        limits.put(Kind.SIGN_IN, properties.signInsPerAddress());
        limits.keySet().forEach(kind -> buckets.put(kind, new Buckets()));
    }

    /**
     * @param limit a minute
     * @param retryAfter seconds until there is another one, at least 1
     * @param reset seconds until all are there
     */
    record Taken(Kind kind, boolean granted, int limit, long remaining, long retryAfter, long reset) {

        /** As in the draft "RateLimit header fields for HTTP" of the IETF. */
        void tell(HttpServletResponse response) {
            String name = '"' + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + '"';
            response.setHeader("RateLimit-Policy", name + ";q=" + limit + ";w=" + PERIOD.toSeconds());
            response.setHeader("RateLimit", name + ";r=" + remaining + ";t=" + reset);
        }
    }

    Taken take(Kind kind, String who) {
        ConsumptionProbe probe = bucket(kind, who).tryConsumeAndReturnRemaining(1);
        return new Taken(
                kind,
                probe.isConsumed(),
                limit(kind),
                probe.getRemainingTokens(),
                Math.max(1, seconds(probe.getNanosToWaitForRefill())),
                seconds(probe.getNanosToWaitForReset()));
    }

    /** What turned out to be somebody else's, or no attempt to get in at all. */
    void giveBack(Kind kind, String who) {
        bucket(kind, who).addTokens(1);
    }

    int size(Kind kind) {
        Buckets all = buckets(kind);
        synchronized (all) {
            return all.size();
        }
    }

    private Bucket bucket(Kind kind, String who) {
        Buckets all = buckets(kind);
        synchronized (all) {
            return all.computeIfAbsent(who, key -> fresh(limit(kind)));
        }
    }

    private Bucket fresh(int limit) {
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit).refillGreedy(limit, PERIOD))
                .withCustomTimePrecision(time)
                .build();
    }

    private Buckets buckets(Kind kind) {
        return java.util.Objects.requireNonNull(buckets.get(kind));
    }

    private int limit(Kind kind) {
        return java.util.Objects.requireNonNull(limits.get(kind));
    }

    private static long seconds(long nanos) {
        return (nanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
    }

    /** The least recently used one gives way: at the worst somebody begins with a full one again. */
    private static final class Buckets extends LinkedHashMap<String, Bucket> {

        private static final long serialVersionUID = 1L;

        Buckets() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_BUCKETS;
        }
    }
}
