package io.fairwell.kinds;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import io.fairwell.vault.Vault;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.test.web.servlet.MockMvc;

/**
 * Walks through the whole application, all of them in one context. Each begins on Tuesday, 10 March 2026, late in the
 * afternoon in Shanghai; that day counts as used.
 */
@FairwellTest
abstract class KindsTest {

    private Walk.Stage stage;

    @BeforeEach
    void setUp(
            @Autowired MockMvc web,
            @Autowired JWKSource<SecurityContext> keys,
            @Autowired AuthorizationServerSettings issuer,
            @Autowired ProcessEngine engine,
            @Autowired JdbcClient jdbc,
            @Autowired Vault vault,
            @Autowired MutableClock clock) {
        stage = new Walk.Stage(new Upstream(web, keys, issuer), engine, jdbc, vault, clock);
    }

    Walk walk(Language language, Agreement agreement) {
        return new Walk(stage, language, agreement);
    }
}
