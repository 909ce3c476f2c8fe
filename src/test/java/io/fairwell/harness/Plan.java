package io.fairwell.harness;

import io.fairwell.harness.PlannedCase.Kind;
import io.fairwell.harness.PlannedCase.Rival;
import io.fairwell.testing.gateway.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is asked of the cluster and what is done to it, all of it drawn from the seed before anything starts. When
 * exactly a fault hits is said in declared cases, not in seconds, so that a slow machine runs the same plan.
 */
record Plan(Size size, List<PlannedCase> cases, List<Act> acts) {

    private static final int TWINS_PERCENT = 12;
    private static final int UNDISTURBED_PERCENT = 10;
    private static final int EARLY_PERCENT = 8;
    private static final int EARLY_MS = 1000;

    /** @param afterDeclared once so many cases have been declared */
    record Act(int afterDeclared, What what, int node) {

        enum What {
            KILL,
            STOP_DATABASE,
            /** Both: the node dies while the database is away. */
            STOP_DATABASE_AND_KILL,
            MAIL_AWAY,
            MAIL_SLOW,
            MAIL_4XX,
            MAIL_5XX,
            MAIL_CUT,
            MAIL_BACK,
            GATEWAY_AWAY,
            /** Connections are made, and nothing ever comes back. */
            GATEWAY_SILENT,
            GATEWAY_BACK
        }
    }

    static Plan of(Size size) {
        Random random = new Random(size.seed());
        return new Plan(size, cases(size, random), acts(size, random));
    }

    Set<String> subscriptions(PlannedCase.Kind kind) {
        return cases.stream()
                .filter(one -> one.kind() == kind)
                .map(PlannedCase::subscription)
                .collect(Collectors.toSet());
    }

    private static List<PlannedCase> cases(Size size, Random random) {
        int faulty = Math.min(
                size.cases() * 17 / 20, size.gatewayFaults() * BadDays.all().size() * 9 / 8);
        List<Kind> kinds = new ArrayList<>();
        List<List<Fault>> badDays = BadDays.of(faulty);
        for (int i = 0; i < size.cases(); i++) {
            kinds.add(i < faulty ? Kind.AT_ONCE : Kind.values()[i % Kind.values().length]);
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < size.cases(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        List<PlannedCase> cases = new ArrayList<>();
        for (int index = 0; index < size.cases(); index++) {
            int drawn = order.get(index);
            Kind kind = kinds.get(drawn);
            cases.add(new PlannedCase(
                    Integer.toString(index),
                    kind,
                    terms(kind, random),
                    amount(kind, random),
                    drawn < faulty ? badDays.get(drawn) : List.of(),
                    random.nextInt(100) < TWINS_PERCENT,
                    rival(kind, random),
                    delay(size, random),
                    random.nextInt(size.nodes())));
        }
        return List.copyOf(cases);
    }

    private static String terms(Kind kind, Random random) {
        return switch (kind) {
            case AT_ONCE -> random.nextBoolean() ? "retail-annual" : "vip-term";
            case REVIEW -> "retail-annual";
            case SCHEDULED, DRAFT, UNPROVEN, OFFER -> "video-monthly";
        };
    }

    private static String amount(Kind kind, Random random) {
        return switch (kind) {
            case AT_ONCE -> (100 + random.nextInt(60)) + ".00";
            case REVIEW -> "900.00";
            case SCHEDULED, DRAFT, UNPROVEN, OFFER -> "25.00";
        };
    }

    private static Rival rival(Kind kind, Random random) {
        return switch (kind) {
            case AT_ONCE -> Rival.WITHDRAWAL;
            case SCHEDULED, DRAFT, UNPROVEN, OFFER ->
                random.nextInt(100) < UNDISTURBED_PERCENT ? Rival.NONE : Rival.WITHDRAWAL;
            case REVIEW -> Rival.TWO_AGENTS;
        };
    }

    /** A few withdraw at once and may succeed; most come when the case is being executed, or was. */
    private static Duration delay(Size size, Random random) {
        int lock = (int) size.lock().toMillis();
        return Duration.ofMillis(
                random.nextInt(100) < EARLY_PERCENT ? random.nextInt(EARLY_MS) : lock / 5 + random.nextInt(lock / 3));
    }

    private static List<Act> acts(Size size, Random random) {
        List<Act> acts = new ArrayList<>();
        int both = size.killsWithoutDatabase();
        spread(size, size.kills() - both, Act.What.KILL, random, acts);
        spread(size, size.databaseStops() - both, Act.What.STOP_DATABASE, random, acts);
        spread(size, both, Act.What.STOP_DATABASE_AND_KILL, random, acts);
        List<Act.What> mail = List.of(
                Act.What.MAIL_AWAY, Act.What.MAIL_SLOW, Act.What.MAIL_4XX, Act.What.MAIL_5XX, Act.What.MAIL_CUT);
        for (int i = 0; i < mail.size(); i++) {
            int begin = size.cases() * (i + 1) / 8;
            acts.add(new Act(begin, mail.get(i), 0));
            // Not for long: each further attempt at a letter comes later than the one before.
            acts.add(new Act(begin + size.cases() / 20, Act.What.MAIL_BACK, 0));
        }
        acts.add(new Act(size.cases() * 3 / 4, Act.What.GATEWAY_AWAY, 0));
        acts.add(new Act(size.cases() * 31 / 40, Act.What.GATEWAY_SILENT, 0));
        acts.add(new Act(size.cases() * 32 / 40, Act.What.GATEWAY_BACK, 0));
        acts.sort(Comparator.comparingInt(Act::afterDeclared));
        return List.copyOf(acts);
    }

    /** Evenly over the run, each somewhere in its own stretch. */
    private static void spread(Size size, int times, Act.What what, Random random, List<Act> acts) {
        for (int i = 0; i < times; i++) {
            int stretch = Math.max(1, size.cases() * 9 / 10 / times);
            acts.add(new Act(
                    size.cases() / 20 + i * stretch + random.nextInt(stretch), what, random.nextInt(size.nodes())));
        }
    }
}
