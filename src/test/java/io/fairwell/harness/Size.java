package io.fairwell.harness;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How large a run is. Every figure can be set, as in {@code -Dfairwell.harness.cases=1000}; the seed with
 * {@code -Dfairwell.seed=}.
 *
 * @param kills of nodes while clients are at work
 * @param databaseStops hard stops of the database, of {@code databaseAway} each
 * @param gatewayFaults how often each kind of them is to happen, at least
 * @param lock the engine's lock time: what a dead node had in hand runs again after it
 * @param readTimeout of calls to the gateway
 * @param clients that work at the same time
 * @param patience how long healing may take before what is not done counts as stuck
 * @param leases whether to wait for the leases of letters that died with a node; otherwise they end at once
 * @param codePoints whether all nodes are killed at each code point around the refund too
 * @param mix of cases
 */
record Size(
        long seed,
        int nodes,
        int cases,
        int kills,
        int databaseStops,
        Duration databaseAway,
        int gatewayFaults,
        Duration lock,
        Duration readTimeout,
        int clients,
        Duration patience,
        boolean leases,
        boolean codePoints,
        Mix mix) {

    /** Recovery after a kill is promised within the lock time and this. */
    static final Duration GRACE = Duration.ofSeconds(30);

    /** Two nodes, and one of them again while it waits for the database. */
    static final int KILLS_IN_AN_ABSENCE = 3;

    private static final int ABSENCE_WITH_KILLS_FOR_EACH = 5;

    /** Part of every build. */
    static Size inEveryBuild() {
        return new Size(
                drawnSeed(),
                3,
                number("cases", 200),
                number("kills", 3),
                number("database-stops", 1),
                Duration.ofSeconds(number("database-away", 5)),
                number("gateway-faults", 20),
                Duration.ofSeconds(number("lock", 16)),
                Duration.ofSeconds(number("read-timeout", 2)),
                number("clients", 12),
                Duration.ofSeconds(number("patience", 120)),
                false,
                true,
                Mix.OF_EVERYTHING);
    }

    /** Behind the profile {@code endurance}. */
    static Size endurance() {
        return new Size(
                drawnSeed(),
                3,
                number("cases", 5080),
                number("kills", 50),
                number("database-stops", 10),
                Duration.ofSeconds(number("database-away", 60)),
                number("gateway-faults", 500),
                Duration.ofSeconds(number("lock", 120)),
                Duration.ofSeconds(number("read-timeout", 3)),
                number("clients", 10),
                Duration.ofSeconds(number("patience", 420)),
                true,
                Boolean.getBoolean("fairwell.harness.code-points"),
                Mix.OF_RACES);
    }

    /** One for every five kills: in each of these nodes die while the database is away. */
    int absencesWithKills() {
        return Math.min(kills / ABSENCE_WITH_KILLS_FOR_EACH, databaseStops);
    }

    int killsWithoutDatabase() {
        return absencesWithKills() * KILLS_IN_AN_ABSENCE;
    }

    private static long drawnSeed() {
        return Long.getLong("fairwell.seed", RandomGenerator.getDefault().nextLong(1_000_000_000));
    }

    private static int number(String name, int usual) {
        return Integer.getInteger("fairwell.harness." + name, usual);
    }
}
