package io.fairwell.identity;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CaseNumber;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** One-time codes and card digits. */
@Service
public class Verification {

    public String issueCode(CaseNumber number) {
        throw new IllegalStateException("being written");
    }

    public void expectCardDigits(CaseNumber number, String lastFour) {
        throw new IllegalStateException("being written");
    }

    public void enter(CaseNumber number, String code, Actor by) {
        throw new IllegalStateException("being written");
    }

    public CheckResult check(CaseNumber number) {
        throw new IllegalStateException("being written");
    }

    public void resend(CaseNumber number, Actor by) {
        throw new IllegalStateException("being written");
    }

    public Optional<CheckResult> lastResult(CaseNumber number) {
        throw new IllegalStateException("being written");
    }

    public int attemptsLeft(CaseNumber number) {
        throw new IllegalStateException("being written");
    }
}
