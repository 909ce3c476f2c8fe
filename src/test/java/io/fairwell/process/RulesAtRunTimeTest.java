package io.fairwell.process;

import io.fairwell.terms.CaseDecisions;
import io.fairwell.terms.DecisionTables;
import io.fairwell.terms.Quotes;
import io.fairwell.testing.FairwellTest;
import java.net.http.HttpClient;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What analysts do to a running system over the engine's own interface, and what it lets them do. */
@FairwellTest
@Import(CaseDriver.class)
@TestPropertySource(properties = {"fairwell.demo=true", "fairwell.notification.mailbox=true"})
class RulesAtRunTimeTest {

    @Autowired
    private CaseDriver driver;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private Quotes quotes;

    @Autowired
    private CaseDecisions decisions;

    @Autowired
    private DecisionTables tables;

    @Autowired
    private ModelDeployment start;

    @Autowired
    private org.camunda.bpm.engine.ProcessEngine engine;

    @LocalServerPort
    private int port;

    private final HttpClient http = HttpClient.newHttpClient();
}
