package io.fairwell.harness;

import static java.util.Collections.nCopies;

import io.fairwell.harness.PlannedCase.Kind;
import io.fairwell.harness.PlannedCase.Rival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Which kinds of cases a run has, when they are withdrawn, and how often clients repeat themselves. */
enum Mix {
    /** Some of everything. */
    OF_EVERYTHING(12, 4, 10) {

        @Override
        int badRefunds(Size size) {
            int faults = size.gatewayFaults() * BadDays.all().size();
            return Math.min(size.cases() * 17 / 20, faults * 9 / 8);
        }

        @Override
        List<Kind> kinds(Size size) {
            List<Kind> kinds = new ArrayList<>(nCopies(badRefunds(size), Kind.AT_ONCE));
            for (int i = kinds.size(); i < size.cases(); i++) {
                kinds.add(Kind.values()[i % Kind.values().length]);
            }
            return kinds;
        }

        /** A few at once; most when the case is about to be executed, is, or was. */
        @Override
        Duration inTime(Random random, Duration lock) {
            int percent = random.nextInt(100);
            return percent < 8 ? between(0, 8, lock, random) : between(10, 40, lock, random);
        }
    },

    /** As many executions as possible that somebody races against. */
    OF_RACES(6, 40, 33) {

        @Override
        int badRefunds(Size size) {
            return size.cases() - ofEachOther(size) * OTHERS.size();
        }

        @Override
        List<Kind> kinds(Size size) {
            int reviews = size.cases() * REVIEWS_PERCENT / 100;
            List<Kind> kinds = new ArrayList<>(nCopies(badRefunds(size) - reviews, Kind.AT_ONCE));
            kinds.addAll(nCopies(reviews, Kind.REVIEW));
            OTHERS.forEach(other -> kinds.addAll(nCopies(ofEachOther(size), other)));
            return kinds;
        }

        /** The first win all; of the others fewer, the quicker the nodes execute. */
        @Override
        Duration inTime(Random random, Duration lock) {
            int percent = random.nextInt(100);
            return percent < 65 ? between(0, 5, lock, random) : between(10, 30, lock, random);
        }
    };

    private static final List<Kind> OTHERS = List.of(Kind.SCHEDULED, Kind.DRAFT, Kind.UNPROVEN, Kind.OFFER);
    private static final int EACH_OTHER_ONE_IN = 1000;
    private static final int REVIEWS_PERCENT = 2;
    private static final int PARTS_OF_LOCK = 120;

    private final int twinsPercent;
    private final int replayedOneIn;
    private final int latePercent;

    Mix(int twinsPercent, int replayedOneIn, int latePercent) {
        this.twinsPercent = twinsPercent;
        this.replayedOneIn = replayedOneIn;
        this.latePercent = latePercent;
    }

    /** How many cases have a refund at which the gateway has a bad day: the first of {@link #kinds}. */
    abstract int badRefunds(Size size);

    /** As many as there are cases. */
    abstract List<Kind> kinds(Size size);

    /** How long after its declaration a case is withdrawn that completes by itself, and mostly comes in time. */
    abstract Duration inTime(Random random, Duration lock);

    /** Of the cases that complete by themselves, so many are withdrawn only when their refund is under way. */
    int latePercent() {
        return latePercent;
    }

    /** How long after what {@link Rival} says a case is withdrawn. */
    Duration withdrawal(Rival rival, Random random, Duration lock) {
        return rival == Rival.LATE_WITHDRAWAL ? between(0, 4, lock, random) : inTime(random, lock);
    }

    int twinsPercent() {
        return twinsPercent;
    }

    /** Everything is asked once more after the end; while nodes die, one case in so many is. */
    int replayedOneIn() {
        return replayedOneIn;
    }

    private static int ofEachOther(Size size) {
        return size.cases() / EACH_OTHER_ONE_IN;
    }

    /** In seconds where the lock time is two minutes, and in proportion otherwise. */
    private static Duration between(int from, int to, Duration lock, Random random) {
        int part = (int) lock.toMillis() / PARTS_OF_LOCK;
        return Duration.ofMillis((long) from * part + random.nextInt((to - from) * part));
    }
}
