package io.fairwell.process;

import io.fairwell.testing.TestDatabase;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/**
 * The engine as it comes, without anything of ours, to show that what is refused here works there. Where a weakness has
 * to be switched on, it is.
 */
final class UnguardedEngine {

    private UnguardedEngine() {}

    static ProcessEngine start() {
        StandaloneProcessEngineConfiguration plain = new StandaloneProcessEngineConfiguration();
        plain.setProcessEngineName("unguarded");
        plain.setJdbcDriver("org.postgresql.Driver");
        plain.setJdbcUrl(TestDatabase.create());
        plain.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        plain.setHistory(ProcessEngineConfiguration.HISTORY_NONE);
        plain.setJobExecutorActivate(false);
        plain.setEnforceHistoryTimeToLive(false);
        plain.setMetricsEnabled(false);
        plain.setEnableCmdExceptionLogging(false);
        plain.setJavaSerializationFormatEnabled(true);
        return plain.buildProcessEngine();
    }
}
