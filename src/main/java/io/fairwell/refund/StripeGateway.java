package io.fairwell.refund;

import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import io.fairwell.refund.StripeCalls.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Refunds of payments that were made with Stripe. What Stripe refuses (too much, disputed, refunded already, not enough
 * balance) is declined: it has done nothing, and gives the same key the same answer again.
 */
@Component
@ConditionalOnProperty(name = "fairwell.refund.gateway", havingValue = "stripe")
class StripeGateway implements PaymentGateway {

    static final String NAME = "stripe";

    /** No subscription says which payment of Stripe the money goes back from: a person has to find it. */
    static final String NO_PAYMENT_REFERENCE = "PAYMENT_REFERENCE_MISSING";

    static final String OTHER_PAYMENT_REFERENCE = "PAYMENT_REFERENCE_NOT_STRIPE";
    static final String AMOUNT_NOT_POSSIBLE = "AMOUNT_NOT_POSSIBLE_AT_STRIPE";

    /** Stripe may forget a key once it is 24 hours old; a quarter of an hour is for clocks. */
    private static final Duration KEY_LIFETIME = Duration.ofHours(24).minusMinutes(15);

    private static final long PAGE = 100;
    private static final int MOST_PAGES = 10_000;

    private final StripeCalls calls;
    private final StripeMandates mandates;

    StripeGateway(StripeProperties properties, RefundProperties refunds) {
        calls = new StripeCalls(properties, new GatewayCalls(refunds));
        mandates = new StripeMandates(calls);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration keyLifetime() {
        return KEY_LIFETIME;
    }

    /** @throws IllegalStateException when Stripe has this key with another request: a fault of ours */
    @Override
    public GatewayAnswer refund(GatewayRefund request) {
        String payment = request.paymentReference();
        if (payment == null) {
            return GatewayAnswer.declined(NO_PAYMENT_REFERENCE);
        }
        if (!isPaymentIntent(payment) && !isCharge(payment)) {
            return GatewayAnswer.declined(OTHER_PAYMENT_REFERENCE);
        }
        OptionalLong amount = StripeAmounts.write(request.amount());
        if (amount.isEmpty()) {
            return GatewayAnswer.declined(AMOUNT_NOT_POSSIBLE);
        }
        RefundCreateParams params = params(request, payment, amount.getAsLong());
        try {
            Refund made = calls.call(
                    calls.budget(),
                    request.key(),
                    (stripe, options) -> stripe.v1().refunds().create(params, options));
            return StripeRefunds.firstAnswer(made.getId(), made.getStatus());
        } catch (Refused e) {
            return GatewayAnswer.declined(e.code());
        }
    }

    private static RefundCreateParams params(GatewayRefund request, String payment, long amount) {
        RefundCreateParams.Builder params = RefundCreateParams.builder()
                .setAmount(amount)
                .putMetadata(StripeRefunds.KEY, request.key())
                .putMetadata(StripeRefunds.CASE, request.caseNumber().value());
        return (isPaymentIntent(payment) ? params.setPaymentIntent(payment) : params.setCharge(payment)).build();
    }

    private static boolean isPaymentIntent(String payment) {
        return payment.startsWith("pi_");
    }

    /** Of cards, and of other means of payment. */
    private static boolean isCharge(String payment) {
        return payment.startsWith("ch_") || payment.startsWith("py_");
    }

    /** Stripe does not tell refunds by key: those of the payment are listed, and carry the key. */
    @Override
    public Optional<GatewayAnswer> lookUp(GatewayRefund request) {
        String payment = request.paymentReference();
        if (payment == null || (!isPaymentIntent(payment) && !isCharge(payment))) {
            return Optional.empty(); // was declined before Stripe heard of it
        }
        RefundListParams.Builder params = RefundListParams.builder().setLimit(PAGE);
        RefundListParams ofPayment =
                (isPaymentIntent(payment) ? params.setPaymentIntent(payment) : params.setCharge(payment)).build();
        var found = calls.look(
                calls.budget(), (stripe, options) -> stripe.v1().refunds().list(ofPayment, options));
        Optional<GatewayAnswer> answer = found.getData().stream()
                .filter(refund -> request.key().equals(StripeRefunds.key(refund)))
                .findFirst()
                .map(StripeGateway::answer);
        if (answer.isEmpty() && Boolean.TRUE.equals(found.getHasMore())) {
            throw new GatewayUnavailable("the payment has more than " + PAGE + " refunds");
        }
        return answer;
    }

    /** Refunds that somebody made at Stripe by hand carry no key of ours and are not listed. Whole seconds. */
    @Override
    public List<GatewayPayment> payments(Instant from, Instant to) {
        var created = RefundListParams.Created.builder()
                .setGte(from.getEpochSecond())
                .setLt(to.plusNanos(999_999_999).getEpochSecond())
                .build();
        List<GatewayPayment> payments = new ArrayList<>();
        String after = null;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            RefundListParams params = RefundListParams.builder()
                    .setCreated(created)
                    .setLimit(PAGE)
                    .setStartingAfter(after)
                    .build();
            var page = calls.look(
                    calls.budget(), (stripe, options) -> stripe.v1().refunds().list(params, options));
            page.getData().forEach(refund -> add(refund, payments));
            if (!Boolean.TRUE.equals(page.getHasMore()) || page.getData().isEmpty()) {
                Collections.reverse(payments); // Stripe tells the newest first
                return payments;
            }
            after = page.getData().get(page.getData().size() - 1).getId();
        }
        throw new GatewayUnavailable("the list of refunds has no end");
    }

    private static void add(Refund refund, List<GatewayPayment> payments) {
        String key = StripeRefunds.key(refund);
        if (key != null) {
            payments.add(StripeRefunds.payment(key, refund));
        }
    }

    @Override
    public void revokeMandate(GatewayMandate mandate) {
        mandates.revoke(mandate);
    }

    private static GatewayAnswer answer(Refund refund) {
        return StripeRefunds.answer(refund.getId(), refund.getStatus());
    }
}
