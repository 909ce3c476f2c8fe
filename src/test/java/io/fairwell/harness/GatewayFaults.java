package io.fairwell.harness;

import io.fairwell.testing.gateway.Entry;
import io.fairwell.testing.gateway.Fault;
import io.fairwell.testing.gateway.StubGateway;
import io.fairwell.testing.gateway.StubGateway.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Has the gateway go wrong as planned, once per case, and counts how often it did. */
final class GatewayFaults {

    private final StubGateway gateway;
    private final Map<String, Fault> planned = new ConcurrentHashMap<>();

    GatewayFaults(StubGateway gateway) {
        this.gateway = gateway;
        for (Fault fault : Plan.GATEWAY_FAULTS) {
            // what comes again with the same key is served
            gateway.fault(
                    fault,
                    request ->
                            request.operation() == Operation.REFUND && planned.remove(request.subscriptionId(), fault));
        }
    }

    void plan(List<PlannedCase> cases) {
        for (PlannedCase one : cases) {
            if (one.fault() != null) {
                planned.put(one.subscription(), one.fault());
            }
        }
    }

    /** By name, those of other hands included. */
    Map<String, Integer> happened() {
        Map<String, Integer> times = new TreeMap<>();
        gateway.journal().stream()
                .filter(entry -> entry.kind() == Entry.Kind.FAULT)
                .forEach(entry -> times.merge(String.valueOf(entry.detail()).split(" ")[0], 1, Integer::sum));
        return times;
    }

    /** Cases that make up for planned faults which a withdrawal prevented. */
    List<PlannedCase> missing(int ofEachKind) {
        List<PlannedCase> more = new ArrayList<>();
        Map<String, Integer> times = happened();
        for (Fault fault : Plan.GATEWAY_FAULTS) {
            for (int i = times.getOrDefault(fault.name(), 0); i < ofEachKind; i++) {
                more.add(PlannedCase.afflicted("more-" + fault + "-" + i, fault, i));
            }
        }
        return more;
    }
}
