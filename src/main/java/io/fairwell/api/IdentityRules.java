package io.fairwell.api;

import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.SubscriptionDirectory;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.terms.DecisionTables;
import io.fairwell.terms.NoRuleApplies;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the identity behind a declaration is to be established, and what has to be vouched for. */
@Component
class IdentityRules {

    private static final String BRANCH = "BRANCH";

    private final Subscriptions subscriptions;
    private final SubscriptionDirectory directory;
    private final DecisionTables decisions;
    private final Clock clock;

    IdentityRules(Subscriptions subscriptions, SubscriptionDirectory directory, DecisionTables decisions, Clock clock) {
        this.subscriptions = subscriptions;
        this.directory = directory;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** What is to be cancelled, as the caller named it. */
    record Target(
            String tenantId,
            @Nullable String subscriptionId,
            @Nullable String customerId,
            @Nullable String planId) {}

    /** Whether that day lies before today, where the subscription is; unknown subscriptions are refused elsewhere. */
    boolean isPast(@Nullable LocalDate day, Target target) {
        return day != null
                && find(target)
                        .map(s -> day.isBefore(LocalDate.ofInstant(clock.instant(), s.timeZone())))
                        .orElse(false);
    }

    /** Whether a quote for that day is about another day than today, where the subscription is. */
    boolean isNotToday(@Nullable LocalDate day, Target target) {
        return day != null
                && find(target)
                        .map(s -> !day.equals(LocalDate.ofInstant(clock.instant(), s.timeZone())))
                        .orElse(false);
    }

    /** Papers at a branch, card digits where the terms ask for them or no code can be sent, else a code. */
    IdentityMethod method(Target target, boolean attested, String channel, @Nullable Contact contact) {
        if (attested) {
            return IdentityMethod.ATTESTED;
        }
        if (channel.equals(BRANCH)) {
            return IdentityMethod.PAPERS;
        }
        return find(target).filter(s -> byCard(s, contact)).isPresent() ? IdentityMethod.CARD : IdentityMethod.CODE;
    }

    private boolean byCard(Subscription s, @Nullable Contact contact) {
        boolean reachable = isReachable(s.contact()) || (contact != null && isReachable(contact));
        return s.lastFourDigits().isPresent() && (!reachable || asksForCard(s));
    }

    /** Terms that the tables no longer know ask for nothing of their own. */
    private boolean asksForCard(Subscription s) {
        try {
            return decisions
                    .evaluate("terms", Map.of("terms", s.terms(), "jurisdiction", s.jurisdiction()))
                    .text("identityBy")
                    .equals("CARD");
        } catch (NoRuleApplies e) {
            return false;
        }
    }

    private static boolean isReachable(Contact contact) {
        return contact.email() != null || contact.phone() != null;
    }

    private Optional<Subscription> find(Target target) {
        String id = target.subscriptionId();
        if (id == null && target.customerId() != null && target.planId() != null) {
            id = directory
                    .find(target.tenantId(), target.customerId(), target.planId())
                    .map(SubscriptionDirectory.Entry::subscriptionId)
                    .orElse(null);
        }
        return id == null ? Optional.empty() : subscriptions.find(target.tenantId(), id);
    }
}
