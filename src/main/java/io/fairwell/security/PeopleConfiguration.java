package io.fairwell.security;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** People and their passwords. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PeopleProperties.class)
class PeopleConfiguration {

    /** The demo's passwords are known to everybody: its many accounts need not hold up its start. */
    private static final int DEMO_STRENGTH = 4;

    @Bean
    PasswordHash passwordHash(PeopleProperties properties, @Value("${fairwell.demo:false}") boolean demo) {
        return new PasswordHash(demo ? DEMO_STRENGTH : properties.passwordStrength());
    }
}
