package io.fairwell.desk;

import io.fairwell.cancellation.Awaiting;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of goods that were to come back, in words. */
final class GoodsReturn {

    private GoodsReturn() {}

    /** Null where none were asked for. */
    static @Nullable String state(CancellationCase shown, List<CaseEvent> timeline, Words words) {
        Optional<CaseEvent> received = last(timeline, CaseEvent.Kind.RETURN_RECEIVED);
        if (received.isPresent()) {
            return words.text("goods.RECEIVED", words.time(received.get().at()));
        }
        if (last(timeline, CaseEvent.Kind.RETURN_AWAITED).isEmpty()) {
            return null;
        }
        return words.text(isAwaited(shown) ? "goods.AWAITED" : "goods.MISSING");
    }

    static boolean isAwaited(CancellationCase shown) {
        Awaiting awaiting = shown.awaiting();
        return awaiting != null && awaiting.what() == Awaiting.What.RETURN_GOODS;
    }

    private static Optional<CaseEvent> last(List<CaseEvent> timeline, CaseEvent.Kind kind) {
        return timeline.stream().filter(event -> event.kind() == kind).reduce((earlier, later) -> later);
    }
}
