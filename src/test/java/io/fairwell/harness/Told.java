package io.fairwell.harness;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client was told in the end about one request, repetitions included.
 *
 * @param subscription of the case it is about
 * @param what DECLARATION, WITHDRAWAL, ...
 * @param path asked, with {@code request} as its body
 * @param status the first answer that said what became of it; 0 where none ever came
 * @param caseNumber as far as it was told
 * @param replays bodies of the answers to repetitions with the same key and body
 */
record Told(
        String subscription,
        String key,
        What what,
        String path,
        String request,
        int status,
        @Nullable String caseNumber,
        String body,
        List<Replay> replays) {

    enum What {
        DECLARATION,
        WITHDRAWAL,
        /** The key of a declaration, used for another one. */
        MISUSE,
        /** Of an agent; the key is the decision. */
        DECISION
    }

    /** @param marked whether it said that it was one */
    record Replay(int status, String body, boolean marked) {}

    /** The same, repeated once more, and nothing else. */
    Told with(Replay again) {
        return new Told(subscription, key, what, path, request, status, caseNumber, body, List.of(again));
    }

    boolean isDone() {
        return status / 100 == 2;
    }
}
