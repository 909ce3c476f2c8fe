package io.fairwell.refund;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** The sandbox gateway tells by itself what became of the money it took, as a real one does by callbacks. */
@Component
@ConditionalOnProperty(name = "fairwell.refund.gateway", havingValue = "sandbox", matchIfMissing = true)
class SandboxCallbacks {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxCallbacks.class);

    private final SandboxBooks books;
    private final Refunds refunds;

    SandboxCallbacks(SandboxBooks books, Refunds refunds) {
        this.books = books;
        this.refunds = refunds;
    }

    /** Tells everything that is due. @return how often it called */
    int callBack() {
        int calls = 0;
        Optional<GatewayPayment> due = books.nextCallback();
        while (due.isPresent()) {
            tell(due.get());
            calls++;
            due = Thread.currentThread().isInterrupted() ? Optional.empty() : books.nextCallback();
        }
        return calls;
    }

    private void tell(GatewayPayment payment) {
        try {
            refunds.gatewaySaid(payment.key(), payment.answer());
        } catch (PaymentUnknown e) {
            LOG.warn("the sandbox gateway took a payment that the ledger does not know");
        }
    }
}
