package io.fairwell.security;

import java.util.Date;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Accounts with a password, in the engine's identity service, which also slows down guessing. Whatever is asked costs
 * exactly one hash, so an answer's time says no more than the answer.
 */
@Component
class LocalAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(LocalAccounts.class);

    private final ProcessEngineConfigurationImpl engine;
    private final IdentityService identityService;
    private final PasswordHash hash;
    private final OwnPasswords ownPasswords;
    private final ExternalPeople externalPeople;
    private final boolean demo;

    LocalAccounts(
            ProcessEngineConfigurationImpl engine,
            IdentityService identityService,
            PasswordHash hash,
            OwnPasswords ownPasswords,
            ExternalPeople externalPeople,
            @Value("${fairwell.demo:false}") boolean demo) {
        this.engine = engine;
        this.identityService = identityService;
        this.hash = hash;
        this.ownPasswords = ownPasswords;
        this.externalPeople = externalPeople;
        this.demo = demo;
    }

    /** Counts a wrong password against the account. People of an identity provider have no password here. */
    boolean check(String userId, String password) {
        UserEntity user = find(userId);
        if (user == null || user.getPassword() == null || isLocked(user) || externalPeople.contains(userId)) {
            hash.pretend(password);
            return false;
        }
        boolean right = identityService.checkPassword(userId, password);
        if (!hash.isCurrent(user.getPassword())) {
            if (right) {
                hashAnew(userId, password);
            } else {
                hash.pretend(password);
            }
        }
        return right;
    }

    /** Whether somebody else than its owner has set this password; those of the demo are meant to be known. */
    boolean mustChange(String userId) {
        UserEntity user = find(userId);
        return user != null
                && user.getPassword() != null
                && !(demo
                        && DemoPeople.ALL.stream()
                                .anyMatch(person -> person.id().equals(userId)))
                && !ownPasswords.isOwn(userId, user.getPassword());
    }

    /** The owner has chosen it. Has to be good enough already. */
    void setOwn(String userId, String password) {
        save(userId, password);
        ownPasswords.remember(userId, stored(userId));
    }

    private void hashAnew(String userId, String password) {
        try {
            boolean own = ownPasswords.isOwn(userId, stored(userId));
            save(userId, password);
            if (own) {
                ownPasswords.remember(userId, stored(userId));
            }
        } catch (OptimisticLockingException e) {
            LOG.debug("the same person signs in somewhere else at this moment, and that does it", e);
        }
    }

    /** Also a password that was good enough once. */
    private void save(String userId, String password) {
        UserEntity user = find(userId);
        if (user != null) {
            user.setPassword(password);
            engine.getCommandExecutorTxRequired().execute(new SaveUserCmd(user, true));
        }
    }

    private String stored(String userId) {
        UserEntity user = find(userId);
        return user == null || user.getPassword() == null ? "" : user.getPassword();
    }

    private @Nullable UserEntity find(String userId) {
        return PeopleSettings.canBeId(userId)
                ? (UserEntity) identityService.createUserQuery().userId(userId).singleResult()
                : null;
    }

    /** As the engine sees it, which then answers without looking at the password. */
    private boolean isLocked(UserEntity user) {
        Date until = user.getLockExpirationTime();
        return user.getAttempts() >= engine.getLoginMaxAttempts()
                || until != null && until.after(ClockUtil.getCurrentTime());
    }
}
