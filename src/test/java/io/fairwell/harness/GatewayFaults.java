package io.fairwell.harness;

import io.fairwell.testing.gateway.Entry;
import io.fairwell.testing.gateway.Fault;
import io.fairwell.testing.gateway.StubGateway;
import io.fairwell.testing.gateway.StubGateway.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Has the gateway go wrong as planned, refund by refund, and counts how often it did. */
final class GatewayFaults {

    private final StubGateway gateway;
    /** By subscription, what is still to come; nothing is once the payment has been booked. */
    private final Map<String, List<Fault>> planned = new HashMap<>();

    /** @param paid told of every subscription whose refund has just been booked */
    GatewayFaults(StubGateway gateway, Consumer<String> paid) {
        this.gateway = gateway;
        for (Fault fault : BadDays.all()) {
            if (fault != BadDays.TOLD_TWICE) {
                gateway.fault(
                        fault,
                        request -> request.operation() == Operation.REFUND && isNext(request.subscriptionId(), fault));
            }
        }
        gateway.manner(BadDays.TOLD_TWICE, request -> {
            paid.accept(request.subscriptionId());
            return endsWithBeingToldTwice(request.subscriptionId());
        });
    }

    private synchronized boolean isNext(String subscription, Fault fault) {
        List<Fault> left = planned.getOrDefault(subscription, List.of());
        boolean next = !left.isEmpty() && left.get(0) == fault;
        if (next) {
            left.remove(0);
        }
        return next;
    }

    private synchronized boolean endsWithBeingToldTwice(String subscription) {
        List<Fault> left = planned.remove(subscription);
        return left != null && left.contains(BadDays.TOLD_TWICE);
    }

    synchronized void plan(List<PlannedCase> cases) {
        cases.forEach(one -> planned.put(one.subscription(), new ArrayList<>(one.faults())));
    }

    /** There will be no refund, or none that is waited for. */
    synchronized void dismiss(Collection<String> subscriptions) {
        planned.keySet().removeAll(subscriptions);
    }

    /** By name, those of other hands included. */
    Map<String, Integer> happened() {
        Map<String, Integer> times = new TreeMap<>();
        gateway.journal().stream()
                .filter(entry -> entry.kind() == Entry.Kind.FAULT)
                .forEach(entry -> times.merge(String.valueOf(entry.detail()).split(" ")[0], 1, Integer::sum));
        return times;
    }

    /** How many calls came when what they ask for had been done already. */
    long repeated() {
        return gateway.journal().stream()
                .filter(entry -> entry.kind() == Entry.Kind.REPEATED)
                .count();
    }

    boolean haveHappened(int ofEachKind) {
        Map<String, Integer> times = happened();
        return BadDays.asOftenAsAsked().stream().allMatch(fault -> times.getOrDefault(fault.name(), 0) >= ofEachKind);
    }

    /** What neither has happened nor is to come. */
    synchronized Map<Fault, Integer> missing(int ofEachKind) {
        Map<Fault, Integer> missing = new EnumMap<>(Fault.class);
        Map<String, Integer> times = happened();
        for (Fault fault : BadDays.asOftenAsAsked()) {
            long toCome = planned.values().stream()
                    .filter(left -> left.contains(fault))
                    .count();
            int more = ofEachKind - times.getOrDefault(fault.name(), 0) - (int) toCome;
            if (more > 0) {
                missing.put(fault, more);
            }
        }
        return missing;
    }
}
