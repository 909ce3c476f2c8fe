package io.fairwell.api;

import io.fairwell.audit.AuditTrail;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs a use case in one transaction with its audit entry, and again when another one got in its way. */
@Component
class UseCases {

    private static final int ATTEMPTS = 3;

    private final TransactionTemplate transaction;
    private final AuditTrail trail;

    UseCases(PlatformTransactionManager transactions, AuditTrail trail) {
        this.trail = trail;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @throws ConcurrencyFailureException when the last attempt met a conflict too */
    <T> T run(Supplier<T> useCase) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(status -> {
                    T done = useCase.get();
                    trail.recordRequest();
                    return done;
                });
            } catch (ConcurrencyFailureException conflict) {
                if (attempt == ATTEMPTS) {
                    throw conflict;
                }
            }
        }
    }
}
