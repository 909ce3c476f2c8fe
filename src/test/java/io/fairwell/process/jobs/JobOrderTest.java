package io.fairwell.process.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.testing.FairwellTest;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who has waited longest is next: under load a job is late, but none is overtaken again and again. */
@FairwellTest
class JobOrderTest {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TransactionTemplate transaction;

    private void insert(String id, String due) {
        jdbc.sql("""
                        INSERT INTO act_ru_job (id_, rev_, type_, retries_, exclusive_, priority_, suspension_state_,
                                                handler_type_, create_time_, duedate_)
                        VALUES (?, 1, 'message', 3, true, 0, 1, 'async-continuation', '1999-05-01', ?::timestamp)
                        """).params(id, due).update();
    }

    private List<String> acquire(int jobs) {
        DefaultJobExecutor executor = new DefaultJobExecutor();
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired().execute(new AcquireJobsCmd(executor, jobs)).getJobIdBatches().stream()
                        .flatMap(List::stream)
                        .toList();
    }

    @Test
    void theOldestIsAcquiredFirst() {
        transaction.executeWithoutResult(undone -> {
            undone.setRollbackOnly();
            insert("younger", "1999-07-01");
            insert("oldest", "1999-05-01");
            insert("old", "1999-06-01");
            assertThat(acquire(1)).containsExactly("oldest");
            assertThat(acquire(2)).containsExactly("old", "younger");
        });
    }

    @Test
    void aJobOfAnEarlierVersionThatHasNoDueDateHasWaitedSinceItWasMade() {
        transaction.executeWithoutResult(undone -> {
            undone.setRollbackOnly();
            insert("without", null);
            insert("with", "1999-06-01");
            assertThat(new JobOrder(jdbc).giveDueDates()).isOne();
            assertThat(acquire(2)).containsExactly("without", "with");
        });
    }

    @Test
    void whatIsDueIsFoundByAnIndex() {
        List<String> indexes = jdbc.sql("SELECT indexname FROM pg_indexes WHERE tablename = 'act_ru_job'")
                .query(String.class)
                .list();

        assertThat(indexes).contains("fairwell_job_due");
    }
}
