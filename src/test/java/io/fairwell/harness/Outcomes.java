package io.fairwell.harness;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What became of work that was handed to other threads. */
final class Outcomes {

    private Outcomes() {}

    /** Waits for all of them. @throws IllegalStateException with the reason of the first that failed */
    static void await(Collection<Future<?>> all) throws InterruptedException {
        try {
            for (Future<?> one : List.copyOf(all)) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
