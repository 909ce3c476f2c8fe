package io.fairwell.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.fairwell.api.IdentityRules.Target;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.SubscriptionDirectory;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.terms.Decision;
import io.fairwell.terms.DecisionTables;
import io.fairwell.terms.NoRuleApplies;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** It is the terms table that says who is asked for card digits, not the name of a terms profile. */
class IdentityRulesTest {

    private static final String MASK = "622588XXXXXX1234";
    private static final Contact REACHABLE = new Contact("a@example.org", null, null);
    private static final Target TARGET = new Target("main", Samples.ID, null, null);

    private final Subscriptions subscriptions = mock(Subscriptions.class);
    private final DecisionTables decisions = mock(DecisionTables.class);
    private final IdentityRules rules =
            new IdentityRules(subscriptions, mock(SubscriptionDirectory.class), decisions, Clock.systemUTC());

    @ParameterizedTest
    @CsvSource({"CARD, true, CARD", "CARD, false, CODE", "CODE, true, CODE"})
    void aReachableCustomerIsAskedAsTheTermsSay(String identityBy, boolean cardOnFile, IdentityMethod expected) {
        subscribed(Samples.subscription(REACHABLE, cardOnFile ? MASK : null, null));
        given(decisions.evaluate("terms", Map.of("terms", "retail-annual", "jurisdiction", "CN")))
                .willReturn(new Decision("terms", 1, "any", Map.of("identityBy", identityBy)));

        assertThat(rules.method(TARGET, false, "APP", null)).isEqualTo(expected);
    }

    @Test
    void termsTheTablesNoLongerKnowAskForNothingOfTheirOwn() {
        subscribed(Samples.subscription(REACHABLE, MASK, null));
        given(decisions.evaluate("terms", Map.of("terms", "retail-annual", "jurisdiction", "CN")))
                .willThrow(new NoRuleApplies("terms"));

        assertThat(rules.method(TARGET, false, "APP", null)).isEqualTo(IdentityMethod.CODE);
    }

    private void subscribed(Subscription subscription) {
        given(subscriptions.find("main", Samples.ID)).willReturn(Optional.of(subscription));
    }
}
