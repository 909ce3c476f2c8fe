package io.fairwell.api;

import io.fairwell.refund.SandboxFault;
import io.fairwell.refund.SandboxFault.Kind;
import io.fairwell.refund.SandboxFaults;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** In the demo, anybody who administers it may make the sandbox gateway misbehave. */
@RestController
@RequestMapping(path = "/api/v1/sandbox/faults", produces = MediaType.APPLICATION_JSON_VALUE)
@ConditionalOnProperty(name = "fairwell.demo", havingValue = "true")
class SandboxFaultController {

    private static final int MOST_TIMES = 1_000;

    private final SandboxFaults faults;

    SandboxFaultController(SandboxFaults faults) {
        this.faults = faults;
    }

    record Pending(List<SandboxFault> items) {}

    @GetMapping
    Pending list() {
        return new Pending(faults.pending());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SandboxFault add(HttpServletRequest request) {
        Faults wrong = new Faults();
        Fields body = Fields.of(Bodies.json(request), wrong).need("kind");
        String prefix = body.id("subscriptionPrefix");
        Kind kind = body.choice("kind", Kind.class);
        int times = body.number("times", 1, 1, MOST_TIMES);
        body.rejectOthers();
        wrong.throwIfAny();
        return faults.add(prefix == null ? "" : prefix, Objects.requireNonNull(kind), times);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear() {
        faults.clear();
    }
}
