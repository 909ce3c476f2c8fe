package io.fairwell.security;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** People choose their own password, knowing the one they have. */
@Component
class PasswordChange {

    private final IdentityService identityService;
    private final LocalAccounts accounts;
    private final PeopleSessions sessions;
    private final TransactionOperations transaction;

    PasswordChange(
            IdentityService identityService,
            LocalAccounts accounts,
            PeopleSessions sessions,
            TransactionOperations transaction) {
        this.identityService = identityService;
        this.accounts = accounts;
        this.sessions = sessions;
        this.transaction = transaction;
    }

    /** What somebody wrote into the form. */
    record Wish(String current, String wanted, String repeated) {}

    /**
     * Ends the other sessions of this person where nothing speaks against it.
     *
     * @return keys of texts, what speaks against it; empty where the password is changed
     */
    List<String> change(String userId, Wish wish, HttpSession own) {
        // Also slows down whoever guesses at a desk that somebody has left.
        if (!accounts.check(userId, wish.current())) {
            return List.of("password.wrong");
        }
        if (!wish.wanted().equals(wish.repeated())) {
            return List.of("password.differ");
        }
        if (wish.wanted().equals(wish.current())) {
            return List.of("password.same");
        }
        List<String> broken = brokenRules(userId, wish.wanted());
        if (broken.isEmpty()) {
            transaction.executeWithoutResult(status -> {
                accounts.setOwn(userId, wish.wanted());
                sessions.endOthers(userId, own);
            });
        }
        return broken;
    }

    private List<String> brokenRules(String userId, String wanted) {
        User user = identityService.createUserQuery().userId(userId).singleResult();
        return identityService.checkPasswordAgainstPolicy(wanted, user).getViolatedRules().stream()
                .map(PasswordPolicyRule::getPlaceholder)
                .toList();
    }
}
