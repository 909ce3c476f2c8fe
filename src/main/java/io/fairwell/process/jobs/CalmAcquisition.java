package io.fairwell.process.jobs;

import io.fairwell.database.DatabaseAway;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.JobAcquisitionContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobAcquisitionStrategy;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.SequentialJobAcquisitionRunnable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that the database is away and once that it is back, in place of a stack trace each time it is asked. */
class CalmAcquisition extends SequentialJobAcquisitionRunnable {

    private static final Logger LOG = LoggerFactory.getLogger(CalmAcquisition.class);

    private boolean away;

    CalmAcquisition(JobExecutor jobExecutor) {
        super(jobExecutor);
    }

    @Override
    protected AcquiredJobs acquireJobs(
            JobAcquisitionContext context, JobAcquisitionStrategy strategy, ProcessEngineImpl engine) {
        try {
            AcquiredJobs jobs = super.acquireJobs(context, strategy, engine);
            if (away) {
                LOG.info("The database is back: jobs are executed again");
                away = false;
            }
            return jobs;
        } catch (RuntimeException e) {
            if (!DatabaseAway.isCauseOf(e)) {
                throw e;
            }
            if (!away) {
                LOG.warn("The database cannot be reached: jobs wait until it is back");
                away = true;
            }
            context.setAcquisitionException(e); // so that it waits before it tries again
            return new AcquiredJobs(0);
        }
    }
}
