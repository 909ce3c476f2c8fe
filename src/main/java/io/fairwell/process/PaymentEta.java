package io.fairwell.process;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.terms.DecisionTables;
import io.fairwell.terms.RefundEta;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When money that is sent today arrives at the latest. */
@Component
class PaymentEta {

    private final RunningCases cases;
    private final Clock clock;

    PaymentEta(RunningCases cases, Clock clock) {
        this.cases = cases;
        this.clock = clock;
    }

    /** @return local day in the subscription's zone; null where there is no route to pay to */
    @Nullable
    LocalDate of(CancellationCase paid, DecisionTables rules) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), paid.request().zone());
        return RefundEta.of(rules, cases.subscription(paid), today)
                .map(arrival -> arrival.eta().to())
                .orElse(null);
    }
}
