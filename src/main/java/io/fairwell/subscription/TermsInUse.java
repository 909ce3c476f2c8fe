package io.fairwell.subscription;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which terms profiles the subscriptions that are kept here have. */
@Repository
public class TermsInUse {

    private final JdbcClient jdbc;

    TermsInUse(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Also those of ended subscriptions: what they meant can still be asked. */
    public Set<String> all() {
        return new TreeSet<>(jdbc.sql("SELECT DISTINCT facts->>'terms' FROM subscription")
                .query(String.class)
                .list());
    }
}
