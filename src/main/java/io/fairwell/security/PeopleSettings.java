package io.fairwell.security;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.camunda.bpm.spring.boot.starter.util.SpringBootProcessEnginePlugin;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How the engine's identity service keeps people: ids, passwords, tenants. */
@Component
@Order(PeopleSettings.AFTER_DEFAULTS)
class PeopleSettings extends SpringBootProcessEnginePlugin {

    static final int AFTER_DEFAULTS = Ordering.DEFAULT_ORDER + 1;

    /** As identity providers have them: mail addresses too, and as long as the engine's columns. No blank, no slash. */
    private static final String USER_ID = "[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}";

    private static final Pattern USER_IDS = Pattern.compile(USER_ID);

    static final String TENANT_ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    private final PasswordHash passwordHash;
    private final boolean demo;

    PeopleSettings(PasswordHash passwordHash, @Value("${fairwell.demo:false}") boolean demo) {
        this.passwordHash = passwordHash;
        this.demo = demo;
    }

    /** What cannot be an id is not looked up: the database would refuse some characters. */
    static boolean canBeId(String text) {
        return USER_IDS.matcher(text).matches();
    }

    /** Passwords of earlier versions (SHA-512) can still be checked; they are hashed anew at the next sign-in. */
    @Override
    public void preInit(SpringProcessEngineConfiguration engine) {
        engine.setPasswordEncryptor(passwordHash);
        engine.setPasswordPolicy(new PasswordRules(demo));
        engine.setEnablePasswordPolicy(true);
        engine.setUserResourceWhitelistPattern(USER_ID);
        engine.setTenantResourceWhitelistPattern(TENANT_ID);
    }
}
