package io.fairwell.harness;

import java.util.ArrayList;
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

    /** @param afterDeclared once so many cases have been declared */
    record Act(int afterDeclared, What what, int node) {

        enum What {
            KILL,
            STOP_DATABASE,
            /** Both: nodes die while the database is away. */
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
        return new Plan(size, PlannedCases.drawn(size, random), acts(size, random));
    }

    Set<String> subscriptions(PlannedCase.Kind kind) {
        return cases.stream()
                .filter(one -> one.kind() == kind)
                .map(PlannedCase::subscription)
                .collect(Collectors.toSet());
    }

    private static List<Act> acts(Size size, Random random) {
        List<Act> acts = new ArrayList<>();
        int both = size.absencesWithKills();
        spread(size, size.kills() - size.killsWithoutDatabase(), Act.What.KILL, random, acts);
        spread(size, size.databaseStops() - both, Act.What.STOP_DATABASE, random, acts);
        spread(size, both, Act.What.STOP_DATABASE_AND_KILL, random, acts);
        mail(size, acts);
        acts.add(new Act(size.cases() * 3 / 4, Act.What.GATEWAY_AWAY, 0));
        acts.add(new Act(size.cases() * 31 / 40, Act.What.GATEWAY_SILENT, 0));
        acts.add(new Act(size.cases() * 32 / 40, Act.What.GATEWAY_BACK, 0));
        acts.sort(Comparator.comparingInt(Act::afterDeclared));
        return List.copyOf(acts);
    }

    private static void mail(Size size, List<Act> acts) {
        List<Act.What> all = List.of(
                Act.What.MAIL_AWAY, Act.What.MAIL_SLOW, Act.What.MAIL_4XX, Act.What.MAIL_5XX, Act.What.MAIL_CUT);
        for (int i = 0; i < all.size(); i++) {
            int begin = size.cases() * (i + 1) / 8;
            acts.add(new Act(begin, all.get(i), 0));
            // Not for long: each further attempt at a letter comes later than the one before.
            acts.add(new Act(begin + size.cases() / 20, Act.What.MAIL_BACK, 0));
        }
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
