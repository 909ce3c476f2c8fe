package io.fairwell.subscription;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which one is meant where a description fits several subscriptions. */
final class NotEnded {

    private NotEnded() {}

    /** @return the only one not yet ended; the one ended last where all are; empty where several are still running */
    static Optional<Subscription> only(List<Subscription> candidates) {
        List<Subscription> running =
                candidates.stream().filter(one -> !one.isEnded()).toList();
        if (running.isEmpty()) {
            return candidates.stream().max(Comparator.comparing(Subscription::endedOn));
        }
        return running.size() == 1 ? Optional.of(running.get(0)) : Optional.empty();
    }
}
