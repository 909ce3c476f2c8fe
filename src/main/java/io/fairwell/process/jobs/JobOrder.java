package io.fairwell.process.jobs;

import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who has waited longest is next. Else the database gives any job that is due, and under load some wait for many minutes.
 * Nothing may stand outside the order, so every job has a due date; and what is due is found by an index, however many
 * timers there are that are not.
 */
@Component
@Order(Ordering.DEFAULT_ORDER + 1)
class JobOrder extends AbstractCamundaConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(JobOrder.class);

    private static final String INDEX = "fairwell_job_due";

    private final JdbcClient jdbc;

    JobOrder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void preInit(SpringProcessEngineConfiguration engine) {
        engine.setJobExecutorAcquireByDueDate(true);
        engine.setEnsureJobDueDateNotNull(true);
    }

    /** The engine's tables are there now, and no other node is starting. */
    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        addIndex();
        int jobs = giveDueDates();
        if (jobs > 0) {
            LOG.info("{} jobs of an earlier version had no due date; they are due since they were made", jobs);
        }
    }

    /**
     * Looks first: to be told that there is such an index already would take a lock that waits for every transaction that
     * is open, and all others would wait behind it. Building it stops nobody either.
     */
    private void addIndex() {
        Optional<Boolean> valid = jdbc.sql("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(?)")
                .param(INDEX)
                .query(Boolean.class)
                .optional();
        if (valid.isPresent() && !valid.get()) { // a node died while it built it
            jdbc.sql("DROP INDEX CONCURRENTLY " + INDEX).update();
        }
        if (!valid.orElse(false)) {
            jdbc.sql("CREATE INDEX CONCURRENTLY " + INDEX + " ON act_ru_job (duedate_)")
                    .update();
        }
    }

    int giveDueDates() {
        return jdbc.sql("UPDATE act_ru_job SET duedate_ = create_time_, rev_ = rev_ + 1 WHERE duedate_ IS NULL")
                .update();
    }
}
