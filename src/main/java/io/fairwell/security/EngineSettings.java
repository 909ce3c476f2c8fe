package io.fairwell.security;

import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.camunda.bpm.spring.boot.starter.util.SpringBootProcessEnginePlugin;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The engine's own protections. In code rather than in a file, so that no deployment can forget one. */
@Component
@Order(EngineSettings.AFTER_DEFAULTS)
class EngineSettings extends SpringBootProcessEnginePlugin {

    static final int AFTER_DEFAULTS = Ordering.DEFAULT_ORDER + 1;

    /** Of one question to the engine. Its web applications ask for more, and are given this many. */
    static final int MOST_RESULTS = 500;

    /** High, because it locks for good: whoever knows a name could lock out its owner. The delays do the work. */
    private static final int LOGIN_ATTEMPTS = 100;

    private static final int FIRST_LOGIN_DELAY_SECONDS = 3;
    private static final int LONGEST_LOGIN_DELAY_SECONDS = 300;
    private static final int LOGIN_DELAY_FACTOR = 2;

    @Override
    public void preInit(SpringProcessEngineConfiguration engine) {
        engine.setAuthorizationEnabled(true);
        engine.setTenantCheckEnabled(true);
        engine.setEnforceSpecificVariablePermission(true);
        engine.setDefaultSerializationFormat("application/json");
        engine.setQueryMaxResultsLimit(MOST_RESULTS);
        engine.setCmmnEnabled(false);
        engine.setStandaloneTasksEnabled(false);
        // Expressions in a query that somebody sends are code that somebody sends. In stored ones there are only a few.
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(true);
        throttleLogins(engine);
    }

    private static void throttleLogins(ProcessEngineConfigurationImpl engine) {
        engine.setLoginMaxAttempts(LOGIN_ATTEMPTS);
        engine.setLoginDelayBase(FIRST_LOGIN_DELAY_SECONDS);
        engine.setLoginDelayFactor(LOGIN_DELAY_FACTOR);
        engine.setLoginDelayMaxTime(LONGEST_LOGIN_DELAY_SECONDS);
    }
}
