package io.fairwell.api;

import io.fairwell.refund.GatewayCallbacks;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What payment gateways tell by themselves. There is an address for the configured gateway only. */
@RestController
class PaymentCallbackController {

    private static final int LARGEST_BODY_BYTES = 256 * 1024;

    private final ObjectProvider<GatewayCallbacks> callbacks;

    PaymentCallbackController(ObjectProvider<GatewayCallbacks> callbacks) {
        this.callbacks = callbacks;
    }

    @PostMapping("/callbacks/payments/{gateway}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void accept(@PathVariable String gateway, HttpServletRequest request) throws IOException {
        GatewayCallbacks configured = callbacks.getIfAvailable();
        if (configured == null || !configured.gateway().equals(gateway)) {
            throw new ApiProblem(ProblemType.NOT_FOUND);
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY_BYTES + 1);
        if (body.length > LARGEST_BODY_BYTES) {
            throw new ApiProblem(ProblemType.TOO_LARGE);
        }
        configured.accept(request::getHeader, body);
    }
}
