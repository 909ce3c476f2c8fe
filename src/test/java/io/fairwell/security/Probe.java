package io.fairwell.security;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An address that a client with scope {@code cancellation:read} may call; says who is calling. */
@RestController
class Probe {

    static final String PATH = "/api/v1/cancellations/probe/caller";

    private final CurrentCaller currentCaller;

    Probe(CurrentCaller currentCaller) {
        this.currentCaller = currentCaller;
    }

    @GetMapping(PATH)
    Map<String, Object> caller() {
        Caller caller = currentCaller.get();
        return Map.of("client", caller.clientId(), "tenant", caller.tenantId(), "scopes", caller.scopes());
    }
}
