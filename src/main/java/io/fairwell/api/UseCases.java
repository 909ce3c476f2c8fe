package io.fairwell.api;

import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs a use case in one transaction, and again when another one got in its way. */
@Component
class UseCases {

    private static final int ATTEMPTS = 3;

    private final TransactionTemplate transaction;

    UseCases(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @throws ConcurrencyFailureException when the last attempt met a conflict too */
    <T> T run(Supplier<T> useCase) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(status -> useCase.get());
            } catch (ConcurrencyFailureException conflict) {
                if (attempt == ATTEMPTS) {
                    throw conflict;
                }
            }
        }
    }
}
