package io.fairwell.process.jobs;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The locks on jobs, where the engine offers no way to get at them: all of one node at once. */
class JobLocks {

    private final JdbcClient jdbc;

    JobLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Gives back what this owner has acquired, so that any node can acquire it now.
     *
     * @param except ids of jobs that are running
     * @return how many
     */
    int release(String owner, Collection<String> except) {
        return jdbc.sql("""
                        UPDATE act_ru_job SET lock_owner_ = NULL, lock_exp_time_ = NULL, rev_ = rev_ + 1
                        WHERE lock_owner_ = :owner AND id_ NOT IN (:except)
                        """)
                .param("owner", owner)
                .param("except", except.isEmpty() ? List.of("") : except)
                .update();
    }

    /** Gives back this one, where the owner has it. */
    void release(String owner, String jobId) {
        jdbc.sql("""
                        UPDATE act_ru_job SET lock_owner_ = NULL, lock_exp_time_ = NULL, rev_ = rev_ + 1
                        WHERE lock_owner_ = ? AND id_ = ?
                        """).params(owner, jobId).update();
    }
}
