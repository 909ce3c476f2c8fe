package io.fairwell.refund;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Stripe's library, and what its exceptions mean for us. Messages carry codes only, never what Stripe wrote. */
final class StripeCalls {

    /** Stripe has understood the request and refuses it: nothing was done, and the same key gets the same answer. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final String code;

        Refused(String code) {
            super(code);
            this.code = code;
        }

        /** For example {@code charge_already_refunded}; {@code invalid_request_error} where Stripe says no more. */
        String code() {
            return code;
        }
    }

    interface Call<T> {
        T on(StripeClient client, RequestOptions options) throws StripeException;
    }

    /** The time that all calls of one operation have together. */
    static final class Budget {

        private final long end;

        Budget(Duration length) {
            end = System.nanoTime() + length.toNanos();
        }

        private int millisLeft() {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new GatewayUnavailable("no time is left for another call");
            }
            return Math.toIntExact(left);
        }
    }

    private final StripeClient client;
    private final Duration budget;

    StripeCalls(StripeProperties properties, GatewayCalls calls) {
        budget = calls.budget();
        client = StripeClient.builder()
                .setApiKey(properties.requiredApiKey())
                .setApiBase(properties.apiBase())
                .setMaxNetworkRetries(0)
                .setHttpClient(new StripeTransport(calls))
                .build();
    }

    Budget budget() {
        return new Budget(budget);
    }

    /**
     * @param key null for what changes nothing
     * @throws Refused where Stripe says no
     * @throws GatewayUnavailable when it is not known whether it was done
     * @throws IllegalStateException when Stripe has this key with another request: a fault of ours
     */
    <T> T call(Budget within, @Nullable String key, Call<T> call) throws Refused {
        RequestOptions options = RequestOptions.builder()
                .setIdempotencyKey(key)
                .setReadTimeout(within.millisLeft())
                .build();
        try {
            return call.on(client, options);
        } catch (GatewayUnavailable e) {
            throw e;
        } catch (IdempotencyException e) {
            throw new IllegalStateException("Stripe knows key " + key + " with another request", e);
        } catch (CardException | InvalidRequestException e) {
            throw new Refused(e.getCode() == null ? type(e) : e.getCode());
        } catch (StripeException e) {
            throw new GatewayUnavailable(unavailable(e));
        } catch (RuntimeException e) {
            // The library stumbles over answers that are no JSON objects, an empty one for example.
            throw new GatewayUnavailable("unreadable answer of Stripe", e);
        }
    }

    /** A look: a refusal of it leaves us as wise as before. */
    <T> T look(Budget within, Call<T> call) {
        try {
            return call(within, null, call);
        } catch (Refused e) {
            throw new GatewayUnavailable("Stripe refuses to tell: " + e.code(), e);
        }
    }

    private static String type(StripeException e) {
        return e instanceof CardException ? "card_error" : "invalid_request_error";
    }

    /** 401 and 403 (key), 409 (the same key is being worked on), 424, 429, 5xx, and what is no JSON. */
    private static String unavailable(StripeException e) {
        String known = switch (e.getStatusCode() == null ? 0 : e.getStatusCode()) {
            case 401, 403 -> ": fairwell.refund.stripe.api-key is not accepted for this";
            case 409 -> ": another request with this key is being worked on";
            case 429 -> ": too many requests";
            default -> "";
        };
        return "Stripe answered " + e.getStatusCode() + known
                + (e.getRequestId() == null ? "" : " (request " + e.getRequestId() + ")");
    }
}
