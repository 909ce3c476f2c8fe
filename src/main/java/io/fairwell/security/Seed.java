package io.fairwell.security;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Fills an empty engine with groups, people, authorizations and filters, before the first request is taken. Only adds
 * what is missing, so what administrators changed stays. Nodes that start together take turns.
 */
@Component
class Seed implements SmartInitializingSingleton {

    /** Any number that no other advisory lock uses. */
    private static final long LOCK = 0x66617265_73656564L;

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final PeopleSeed people;
    private final AuthorizationSeed authorizations;
    private final FilterSeed filters;

    Seed(
            JdbcClient jdbc,
            TransactionOperations transaction,
            PeopleSeed people,
            AuthorizationSeed authorizations,
            FilterSeed filters) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.people = people;
        this.authorizations = authorizations;
        this.filters = filters;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("SELECT pg_advisory_xact_lock(?)")
                    .param(LOCK)
                    .query((row, number) -> true)
                    .single();
            people.add();
            authorizations.add();
            filters.add();
        });
    }
}
