package io.fairwell.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.fairwell.testing.DurablePostgres;
import io.fairwell.testing.MutableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The figures of docs/audit.md. Not part of a build: {@code mvn test -Dtest=AuditBenchmark}. */
class AuditBenchmark {

    private static final Logger LOG = LoggerFactory.getLogger(AuditBenchmark.class);
    private static final int THREADS = 16;
    private static final int EACH = 1000;

    @Test
    void writeLinkAndVerify() throws Exception {
        try (DurablePostgres server = DurablePostgres.start();
                HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(server.url());
            database.setMaximumPoolSize(THREADS + 2);
            Flyway.configure().dataSource(database).load().migrate();
            Trail node = new Trail(database, new MutableClock());

            long started = System.nanoTime();
            write(node);
            report("entries written a second", started);
            started = System.nanoTime();
            node.sealer.seal();
            report("entries linked a second", started);
            started = System.nanoTime();
            assertThat(node.verification.verify().intact()).isTrue();
            report("entries verified a second", started);
            LOG.info("bytes an entry: {}", server.number("""
                    SELECT (pg_total_relation_size('audit_entry') + pg_total_relation_size('audit_seal')) / %d
                    """.formatted(THREADS * EACH)));
        }
    }

    private static void write(Trail node) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(pool.submit(() -> {
                for (int n = 0; n < EACH; n++) {
                    node.write("main", "client:shop", "POST /api/v1/cancellations");
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        pool.shutdown();
    }

    private static void report(String what, long started) {
        LOG.info("{}: {}", what, THREADS * EACH * 1_000_000_000L / (System.nanoTime() - started));
    }
}
