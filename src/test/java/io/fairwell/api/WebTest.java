package io.fairwell.api;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;

import io.fairwell.audit.AuditLog;
import io.fairwell.audit.AuditTrail;
import io.fairwell.audit.AuditVerification;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.SubscriptionDirectory;
import io.fairwell.delivery.DeliveryLog;
import io.fairwell.dispute.Disputes;
import io.fairwell.identity.Verification;
import io.fairwell.privacy.Erasures;
import io.fairwell.privacy.Exports;
import io.fairwell.proposal.Proposals;
import io.fairwell.refund.Reconciliations;
import io.fairwell.refund.SandboxFaults;
import io.fairwell.security.Caller;
import io.fairwell.security.CurrentCaller;
import io.fairwell.subscription.SubscriptionNotFound;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.terms.CaseDecisions;
import io.fairwell.terms.CaseStatements;
import io.fairwell.terms.Decision;
import io.fairwell.terms.DecisionTables;
import io.fairwell.terms.NoRuleApplies;
import io.fairwell.terms.QuoteTexts;
import io.fairwell.terms.Quotes;
import io.fairwell.webhook.Callbacks;
import io.fairwell.webhook.WebhookEndpoints;
import io.fairwell.webhook.WebhookSecrets;
import io.fairwell.webhook.Webhooks;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;

/** The web side of this module on its own: the neighbours are mocked, nothing has been sent before. */
@WebMvcTest(
        controllers = {
            AuditController.class,
            SubscriptionController.class,
            QuoteController.class,
            CancellationController.class,
            CaseActionController.class,
            DisputeController.class,
            ReceiptController.class,
            ReconciliationController.class,
            ProposalController.class,
            SandboxFaultController.class,
            WebhookController.class,
            CustomerController.class,
            DeliveryController.class,
            ProblemPageController.class,
            DialectController.class,
            PaymentCallbackController.class
        },
        // The pages for people have an advice of their own, with neighbours that are not here.
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = "io\\.fairwell\\.desk\\..*"),
        // Nobody connects to it: naming a database keeps the embedded one from being started.
        properties = {
            "spring.datasource.url=jdbc:postgresql://localhost/none",
            // Some of the interface is there in the demo only.
            "fairwell.demo=true",
            "fairwell.secret=a-secret-for-tests-only-0123456789abcdef"
        })
@AutoConfigureMockMvc(addFilters = false)
@Import({
    ApiTexts.class,
    CaseStatements.class,
    CaseViews.class,
    DeclarationReader.class,
    DialectCancellations.class,
    Idempotency.class,
    IdentityRules.class,
    Problems.class,
    QuoteViews.class,
    SubscriptionImport.class,
    SubscriptionReader.class,
    SubscriptionViews.class,
    SubscriptionWrites.class,
    UseCases.class,
    WebTest.FixedTime.class
})
abstract class WebTest {

    static final Caller SHOP =
            new Caller("shop", "main", Set.of("cancellation:write", "cancellation:read", "cancellation:attest"));
    static final Caller WITHOUT_ATTEST = new Caller("shop", "main", Set.of("cancellation:write"));

    @Autowired
    MockMvc web;

    @MockitoBean
    CurrentCaller currentCaller;

    @MockitoBean
    Subscriptions subscriptions;

    @MockitoBean
    SubscriptionDirectory directory;

    @MockitoBean
    Cancellations cancellations;

    @MockitoBean
    CancellationCases cases;

    @MockitoBean
    Quotes quotes;

    @MockitoBean
    QuoteTexts quoteTexts;

    @MockitoBean
    CaseDecisions caseDecisions;

    @MockitoBean
    DecisionTables decisions;

    @MockitoBean
    Disputes disputes;

    @MockitoBean
    Reconciliations reconciliations;

    @MockitoBean
    SandboxFaults sandboxFaults;

    @MockitoBean
    Proposals proposals;

    @MockitoBean
    Verification verification;

    @MockitoBean
    Callbacks callbacks;

    @MockitoBean
    WebhookEndpoints endpoints;

    @MockitoBean
    WebhookSecrets secrets;

    @MockitoBean
    Webhooks webhooks;

    @MockitoBean
    DeliveryLog deliveries;

    @MockitoBean
    AuditTrail auditTrail;

    @MockitoBean
    AuditLog auditLog;

    @MockitoBean
    AuditVerification auditVerification;

    @MockitoBean
    Erasures erasures;

    @MockitoBean
    Exports exports;

    @MockitoBean
    IdempotencyRecords records;

    @MockitoBean
    PlatformTransactionManager transactions;

    @TestConfiguration(proxyBeanMethods = false)
    static class FixedTime {
        @Bean
        Clock testClock() {
            return Clock.fixed(Instant.parse("2017-05-14T02:00:00Z"), ZoneOffset.UTC);
        }
    }

    @BeforeEach
    void theShopCalls() {
        given(currentCaller.get()).willReturn(SHOP);
        given(records.tryLock(any())).willReturn(true);
        given(callbacks.accepts(anyString()))
                .willAnswer(call -> !call.<String>getArgument(0).contains("//10."));
        given(records.find(any())).willReturn(Optional.empty());
        given(subscriptions.get(anyString(), anyString())).willThrow(new SubscriptionNotFound("?"));
        given(subscriptions.find("main", Samples.ID)).willReturn(Optional.of(Samples.subscription()));
        given(quotes.get("main", "q-1")).willReturn(Optional.of(Samples.quote(null)));
        given(quoteTexts.formula(any(), any())).willReturn("108.00 × 8 ÷ 12");
        given(quoteTexts.impact(any(), any())).willReturn("1200 points are lost");
        given(quoteTexts.lines(any(), any())).willCallRealMethod();
        given(quoteTexts.line(any(), any()))
                .willAnswer(call -> "line " + call.getArgument(0).toString());
        given(quoteTexts.legalBasis(any(), any())).willReturn("Terms, section 4");
        given(decisions.evaluate(any(), any())).willAnswer(call -> {
            Map<String, Object> inputs = call.getArgument(1);
            if (inputs.get("terms").equals("no-such-terms")) {
                throw new NoRuleApplies(call.getArgument(0));
            }
            return new Decision(call.getArgument(0), 1, "r", Map.of("where", "HERE"));
        });
    }
}
