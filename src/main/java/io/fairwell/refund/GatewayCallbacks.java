package io.fairwell.refund;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the configured payment gateway tells by itself; there is none for a gateway that tells nothing. */
public interface GatewayCallbacks {

    /** Name of the gateway; also the end of the address it calls. */
    String gateway();

    /**
     * Checks the signature, then passes on what is told. Repetitions and old news change nothing.
     *
     * @param header value of a request header; null where it is absent
     * @param body as it was received, byte for byte
     * @throws CallbackRefused when it is not from the gateway, or not readable
     * @throws PaymentUnknown when it is about a payment that was never ordered here
     */
    void accept(Function<String, @Nullable String> header, byte[] body);
}
