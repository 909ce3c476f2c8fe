package io.fairwell.security;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Fills an empty engine with groups, people, authorizations and filters, before the first request is taken. Only adds
 * what is missing, so what administrators changed stays. Nodes start one at a
 * time.
 */
@Component
class Seed implements SmartInitializingSingleton {

    private final TransactionOperations transaction;
    private final PeopleSeed people;
    private final AuthorizationSeed authorizations;
    private final FilterSeed filters;

    Seed(TransactionOperations transaction, PeopleSeed people, AuthorizationSeed authorizations, FilterSeed filters) {
        this.transaction = transaction;
        this.people = people;
        this.authorizations = authorizations;
        this.filters = filters;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> {
            people.add();
            authorizations.add();
            filters.add();
        });
    }
}
