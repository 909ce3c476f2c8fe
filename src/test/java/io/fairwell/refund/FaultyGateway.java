package io.fairwell.refund;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The sandbox behind a line that can be cut at any point; counts what arrives. */
class FaultyGateway implements PaymentGateway {

    enum Fault {
        NONE,
        /** Time-out, and nothing was done. */
        NOT_APPLIED,
        /** Time-out, and yet it was done. */
        APPLIED_ANSWER_LOST,
        /** Our process dies before the call. */
        CRASH_BEFORE_CALL,
        /** Our process dies when it was done, before we know. */
        CRASH_AFTER_CALL,
        LOOK_UP_UNAVAILABLE,
        /** Nor can its payments be listed. */
        LIST_UNAVAILABLE
    }

    static class Crash extends RuntimeException {}

    private final PaymentGateway sandbox;
    final List<GatewayRefund> refunds = new CopyOnWriteArrayList<>();
    final List<String> lookUps = new CopyOnWriteArrayList<>();
    volatile Fault fault = Fault.NONE;
    /** What else happens between the gateway's doing and its answer. */
    volatile Consumer<GatewayRefund> duringCall = request -> {};

    FaultyGateway(PaymentGateway sandbox) {
        this.sandbox = sandbox;
    }

    void reset() {
        fault = Fault.NONE;
        duringCall = request -> {};
        refunds.clear();
        lookUps.clear();
    }

    @Override
    public GatewayAnswer refund(GatewayRefund request) {
        refunds.add(request);
        if (fault == Fault.CRASH_BEFORE_CALL) {
            throw new Crash();
        }
        if (fault == Fault.NOT_APPLIED) {
            throw new GatewayUnavailable("read timed out");
        }
        GatewayAnswer answer = sandbox.refund(request);
        duringCall.accept(request);
        if (fault == Fault.APPLIED_ANSWER_LOST) {
            throw new GatewayUnavailable("connection reset");
        }
        if (fault == Fault.CRASH_AFTER_CALL) {
            throw new Crash();
        }
        return answer;
    }

    /** What the sandbox has in its books, whatever the line is like. */
    Optional<GatewayAnswer> booked(GatewayRefund request) {
        return sandbox.lookUp(request);
    }

    @Override
    public String name() {
        return sandbox.name();
    }

    @Override
    public Duration keyLifetime() {
        return sandbox.keyLifetime();
    }

    @Override
    public Optional<GatewayAnswer> lookUp(GatewayRefund request) {
        lookUps.add(request.key());
        if (fault == Fault.LOOK_UP_UNAVAILABLE) {
            throw new GatewayUnavailable("503");
        }
        return sandbox.lookUp(request);
    }

    @Override
    public List<GatewayPayment> payments(Instant from, Instant to) {
        if (fault == Fault.LIST_UNAVAILABLE) {
            throw new GatewayUnavailable("503");
        }
        return sandbox.payments(from, to);
    }

    @Override
    public void revokeMandate(GatewayMandate mandate) {
        sandbox.revokeMandate(mandate);
    }
}
