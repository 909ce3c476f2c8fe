package io.fairwell.process.jobs;

import io.fairwell.database.DatabaseAway;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job executor of one node among several: when the node stops, it begins no further job and hands back at once what it
 * has acquired but not begun. The engine alone would keep the locks of those jobs until they expire.
 */
class NodeJobExecutor extends SpringJobExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(NodeJobExecutor.class);

    private final JobLocks locks;
    private final Set<String> running = new HashSet<>();
    private boolean draining;

    NodeJobExecutor(JobLocks locks) {
        this.locks = locks;
        name = "fairwell-jobs";
    }

    @Override
    protected void ensureInitialization() {
        super.ensureInitialization();
        acquireJobsRunnable = new CalmAcquisition(this);
    }

    @Override
    public Runnable getExecuteJobsRunnable(List<String> jobIds, ProcessEngineImpl engine) {
        return new Batch(jobIds, engine);
    }

    /** Returns when nothing is acquired or begun any more; what runs goes on. */
    void drain() {
        synchronized (running) {
            draining = true;
        }
        shutdown(); // waits for an acquisition that is under way
        int jobs = handBack();
        if (jobs > 0) {
            LOG.info("Handed back {} jobs that this node had not begun", jobs);
        }
    }

    private int handBack() {
        Set<String> kept;
        synchronized (running) {
            kept = Set.copyOf(running);
        }
        try {
            return locks.release(getLockOwner(), kept);
        } catch (RuntimeException e) {
            LOG.warn("Jobs that were not begun stay locked until their locks expire: {}", e.getMessage());
            return 0;
        }
    }

    private void handBack(String jobId) {
        try {
            locks.release(getLockOwner(), jobId);
        } catch (RuntimeException e) {
            LOG.debug("job {} stays locked until its lock expires", jobId, e);
        }
    }

    private boolean begin(String jobId) {
        synchronized (running) {
            return !draining && running.add(jobId);
        }
    }

    private boolean end(String jobId) {
        synchronized (running) {
            running.remove(jobId);
            return draining;
        }
    }

    /** Jobs that run one after the other in one thread. */
    private final class Batch extends ExecuteJobsRunnable {

        Batch(List<String> jobIds, ProcessEngineImpl engine) {
            super(jobIds, engine);
        }

        @Override
        protected void executeJob(String jobId, CommandExecutor commands, JobFailureCollector failure) {
            if (!begin(jobId)) {
                return; // handed back with the others
            }
            try {
                super.executeJob(jobId, commands, failure);
            } catch (RuntimeException e) {
                if (!isDatabaseAway(e, failure)) {
                    throw e;
                }
                LOG.warn("Job {} was interrupted, because the database cannot be reached; it will run again", jobId);
                handBack(jobId);
            } finally {
                if (end(jobId)) {
                    handBack(); // what this job has led to is locked by us already
                }
            }
        }

        /** Where the database comes back meanwhile, the engine stumbles over a job that it could not even load. */
        private boolean isDatabaseAway(RuntimeException thrown, JobFailureCollector failure) {
            return DatabaseAway.isCauseOf(thrown)
                    || (failure.getFailure() != null && DatabaseAway.isCauseOf(failure.getFailure()));
        }

        /** The engine's way does not look at who holds the lock: another node may by now. */
        @Override
        protected void unlockJob(String jobId, CommandExecutor commands) {
            handBack();
        }
    }
}
