package io.fairwell.harness;

import io.fairwell.harness.PlannedCase.Kind;
import io.fairwell.harness.PlannedCase.Rival;
import io.fairwell.testing.gateway.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Draws the cases of a plan. */
final class PlannedCases {

    private static final int UNDISTURBED_PERCENT = 10;

    private PlannedCases() {}

    static List<PlannedCase> drawn(Size size, Random random) {
        List<Kind> kinds = size.mix().kinds(size);
        List<List<Fault>> badDays = BadDays.of(size.mix().badRefunds(size));
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, size.cases()).boxed().toList());
        Collections.shuffle(order, random);
        List<PlannedCase> cases = new ArrayList<>();
        for (int drawn : order) {
            List<Fault> faults = drawn < badDays.size() ? badDays.get(drawn) : List.of();
            cases.add(one(Integer.toString(cases.size()), kinds.get(drawn), faults, size, random));
        }
        return List.copyOf(cases);
    }

    private static PlannedCase one(String name, Kind kind, List<Fault> faults, Size size, Random random) {
        Rival rival = rival(kind, size, random);
        return new PlannedCase(
                name,
                kind,
                terms(kind, random),
                amount(kind, random),
                faults,
                random.nextInt(100) < size.mix().twinsPercent(),
                rival,
                size.mix().withdrawal(rival, random, size.lock()),
                random.nextInt(size.nodes()));
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

    private static Rival rival(Kind kind, Size size, Random random) {
        return switch (kind) {
            case AT_ONCE -> random.nextInt(100) < size.mix().latePercent() ? Rival.LATE_WITHDRAWAL : Rival.WITHDRAWAL;
            case SCHEDULED, DRAFT, UNPROVEN, OFFER ->
                random.nextInt(100) < UNDISTURBED_PERCENT ? Rival.NONE : Rival.WITHDRAWAL;
            case REVIEW -> Rival.TWO_AGENTS;
        };
    }
}
