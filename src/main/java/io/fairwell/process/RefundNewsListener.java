package io.fairwell.process;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.Refund;
import io.fairwell.refund.RefundOrder;
import io.fairwell.refund.RefundProgressed;
import io.fairwell.refund.Settlement;
import io.fairwell.refund.ToldTooEarly;
import java.util.EnumSet;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Wakes whatever waits for news of a payment. The news may come while the very step that pays it has not ended: then
 * nothing waits yet, and it has to be told again.
 */
@Component
class RefundNewsListener {

    private static final Set<Refund.State> ASKED =
            EnumSet.of(Refund.State.APPROVED, Refund.State.SENT, Refund.State.UNKNOWN);

    private final RuntimeService runtime;
    private final CancellationCases cases;

    RefundNewsListener(@Lazy RuntimeService runtime, @Lazy CancellationCases cases) {
        this.runtime = runtime;
        this.cases = cases;
    }

    @EventListener
    void on(RefundProgressed news) {
        boolean heard = EnumSet.of(Settlement.SETTLED, Settlement.RETURNED).contains(news.settlement())
                ? isOldNews(news) || isHeard(settlement(news), news)
                : news.state().isFinal() && isHeard(answered(news), news);
        if (!heard && isAskedRightNow(news)) {
            throw new ToldTooEarly(news.caseNumber(), news.leg());
        }
    }

    /** Whoever follows the payment has found it in the ledger already; work about it goes on undisturbed. */
    private boolean isOldNews(RefundProgressed news) {
        return runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(news.caseNumber().value())
                        .variableValueEquals(Variables.REFUND_LEG.name(), news.leg())
                        .variableValueEquals(
                                Variables.SETTLEMENT.name(), news.settlement().name())
                        .count()
                > 0;
    }

    private MessageCorrelationBuilder settlement(RefundProgressed news) {
        return runtime.createMessageCorrelation("SettlementKnown")
                .processInstanceVariableEquals(Variables.REFUND_LEG.name(), news.leg());
    }

    private MessageCorrelationBuilder answered(RefundProgressed news) {
        return news.leg().equals(RefundOrder.REFUND)
                ? runtime.createMessageCorrelation("RefundAnswered")
                : runtime.createMessageCorrelation("DisputeRefundAnswered");
    }

    private static boolean isHeard(MessageCorrelationBuilder message, RefundProgressed news) {
        return !message.processInstanceBusinessKey(news.caseNumber().value())
                .correlateAllWithResult()
                .isEmpty();
    }

    /** The gateway has been asked, and the case does not say yet what came of it: its own look-up will end that. */
    private boolean isAskedRightNow(RefundProgressed news) {
        return news.leg().equals(RefundOrder.REFUND)
                && cases.find(news.caseNumber())
                        .map(CancellationCase::refund)
                        .map(Refund::state)
                        .filter(ASKED::contains)
                        .isPresent();
    }
}
