package io.fairwell.refund;

import io.fairwell.refund.SandboxFault.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * A gateway for demonstrations and tests: it moves no money, but keeps books as a real one does. It declines what was
 * never paid with money (route {@code NONE}), and misbehaves as {@link SandboxFaults} tell it to.
 *
 * <p>For subscriptions whose id starts with {@code sub-poison-} it plays an unreachable gateway: after
 * {@code fairwell.refund.sandbox-timeout} it throws, without having done anything; a later look-up knows nothing.
 *
 * <p>Another implementation takes over with {@code fairwell.refund.gateway} set to anything but {@code sandbox}.
 */
@Component
@ConditionalOnProperty(name = "fairwell.refund.gateway", havingValue = "sandbox", matchIfMissing = true)
class SandboxGateway implements PaymentGateway {

    static final String POISON = "sub-poison-";

    private static final Logger LOG = LoggerFactory.getLogger(SandboxGateway.class);

    private final SandboxBooks books;
    private final SandboxFaults faults;
    private final RefundProperties properties;

    SandboxGateway(
            SandboxBooks books,
            SandboxFaults faults,
            RefundProperties properties,
            @Value("${fairwell.demo:false}") boolean demo) {
        this.books = books;
        this.faults = faults;
        this.properties = properties;
        if (!demo) {
            LOG.warn("refunds go to the sandbox gateway: no money is moved");
        }
    }

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public Duration keyLifetime() {
        return properties.keyLifetime();
    }

    @Override
    public GatewayAnswer refund(GatewayRefund request) {
        timeOutIfPoisoned(request.subscriptionId());
        Optional<Kind> fault = faults.next(request.subscriptionId(), false);
        return fault.isPresent() ? misbehave(request, fault.get()) : books.book(request, honest(request));
    }

    private GatewayAnswer misbehave(GatewayRefund request, Kind fault) {
        return switch (fault) {
            case TIMEOUT -> throw timedOut();
            case APPLIED_THEN_TIMEOUT -> {
                books.book(request, honest(request));
                throw timedOut();
            }
            case APPLIED_THEN_ERROR -> {
                books.book(request, honest(request));
                throw new GatewayUnavailable("the sandbox gateway answered 500");
            }
            case DECLINE -> books.book(request, GatewayAnswer.declined("TOLD_TO_DECLINE"));
            case SLOW -> {
                pause();
                yield books.book(request, honest(request));
            }
            case NEVER_SETTLES, RETURNED, CALLBACK_TWICE -> throw new IllegalStateException(fault + " is no call");
        };
    }

    private static GatewayAnswer honest(GatewayRefund request) {
        return request.route().equals("NONE")
                ? GatewayAnswer.declined("NOTHING_WAS_PAID")
                : GatewayAnswer.accepted("SBX-" + request.key());
    }

    @Override
    public Optional<GatewayAnswer> lookUp(GatewayRefund request) {
        return books.payment(request.key()).map(GatewayPayment::answer);
    }

    @Override
    public List<GatewayPayment> payments(Instant from, Instant to) {
        return books.payments(from, to);
    }

    @Override
    public void revokeMandate(GatewayMandate mandate) {
        timeOutIfPoisoned(mandate.subscriptionId());
        books.revoke(mandate);
    }

    private void timeOutIfPoisoned(String subscriptionId) {
        if (subscriptionId.startsWith(POISON)) {
            throw timedOut();
        }
    }

    private GatewayUnavailable timedOut() {
        pause();
        return new GatewayUnavailable("the sandbox gateway timed out");
    }

    private void pause() {
        try {
            Thread.sleep(properties.sandboxTimeout().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayUnavailable("interrupted", e);
        }
    }
}
