package io.fairwell.vault;

import java.time.Clock;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Public for tests that start without the rest of the application. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VaultProperties.class)
public class VaultConfiguration {

    @Bean
    MasterKeys masterKeys(@Value("${fairwell.secret}") String secret, VaultProperties properties) {
        return new MasterKeys(secret, properties);
    }

    @Bean
    Vault vault(JdbcClient jdbc, MasterKeys masters, Clock clock) {
        return new Vault(jdbc, masters, clock);
    }

    @Bean
    KeyRotation keyRotation(JdbcClient jdbc, MasterKeys masters, PlatformTransactionManager transactions, Clock clock) {
        return new KeyRotation(jdbc, masters, new TransactionTemplate(transactions), clock);
    }

    /** Needs no bean that waits for the migrations. */
    @Bean
    JavaMigration sealPersonalData(MasterKeys masters, Clock clock) {
        return new SealPersonalData(masters, clock);
    }
}
