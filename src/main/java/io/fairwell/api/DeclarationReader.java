package io.fairwell.api;

import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.Declaration;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.ReasonCode;
import io.fairwell.security.Caller;
import io.fairwell.webhook.Callbacks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads and checks a declaration, and a request for a quote, which has the same parts. */
@Component
class DeclarationReader {

    static final String ATTEST = "cancellation:attest";
    private static final int COMMENT_LENGTH = 4000;
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final IdentityRules identityRules;
    private final Callbacks callbacks;
    private final Clock clock;

    DeclarationReader(IdentityRules identityRules, Callbacks callbacks, Clock clock) {
        this.identityRules = identityRules;
        this.callbacks = callbacks;
        this.clock = clock;
    }

    /** What the customer wishes. */
    record Wish(EffectiveMode mode, @Nullable LocalDate date) {}

    record Reason(@Nullable ReasonCode code, @Nullable String comment, boolean talkWanted) {}

    private record Attestation(
            @Nullable String by, @Nullable Instant at) {}

    /**
     * @param language of the request; the declaration's own {@code locale} goes before it
     * @throws ApiProblem with everything that is wrong; or when the caller may not attest what is attested
     */
    Declaration read(Fields body, Caller caller, Locale language) {
        String subscriptionId = body.id("subscriptionId");
        String customerId = body.id("customerId");
        String planId = body.id("planId");
        requireTarget(body);
        Reason reason = reason(body);
        Wish wish = wish(body);
        LocalDate declaredOn = body.date("declaredOn");
        String channel = Optional.ofNullable(body.id("channel")).orElse("API");
        String locale = body.choice("locale", Languages.TAGS);
        Contact contact = SubscriptionReader.contact(body);
        Attestation attestation = attestation(body);
        String quoteId = body.id("quoteId");
        boolean confirmed = Boolean.TRUE.equals(body.flag("confirmed"));
        String callbackUrl = body.webAddress("callbackUrl");
        requireAllowed(body, "callbackUrl", callbackUrl, callbacks);
        body.rejectOthers();
        body.faults().throwIfAny();
        IdentityRules.Target target = new IdentityRules.Target(caller.tenantId(), subscriptionId, customerId, planId);
        boolean attests = attestation != null || identityRules.isPast(declaredOn, target);
        requireScope(caller, attests);
        return new Declaration(
                caller.tenantId(),
                caller.clientId(),
                subscriptionId,
                customerId,
                planId,
                reason.code(),
                reason.comment(),
                wish.mode(),
                wish.date(),
                declaredOn,
                channel,
                locale == null ? language.toLanguageTag() : locale,
                contact,
                identityRules.method(target, attestation != null, channel, contact),
                attestation == null ? null : Objects.requireNonNull(attestation.by()),
                attestation == null ? null : attestation.at(),
                quoteId,
                confirmed,
                callbackUrl,
                null,
                reason.talkWanted());
    }

    static void requireScope(Caller caller, boolean attests) {
        if (attests && !caller.may(ATTEST)) {
            throw new ApiProblem(ProblemType.ATTEST_SCOPE_NEEDED);
        }
    }

    /** Notes a fault where nothing may be sent to that address. */
    static void requireAllowed(Fields body, String name, @Nullable String address, Callbacks callbacks) {
        if (address != null && !callbacks.accepts(address)) {
            body.faults().add(body.at(name), Fault.ADDRESS_NOT_ALLOWED);
        }
    }

    private static void requireTarget(Fields body) {
        if (!body.has("subscriptionId")) {
            if (body.has("customerId") || body.has("planId")) {
                body.need("customerId", "planId");
            } else {
                body.need("subscriptionId");
            }
        }
    }

    /** A code alone, or an object with code and comment; neither is ever mandatory. */
    static Reason reason(Fields body) {
        if (body.isText("reason")) {
            return new Reason(body.choice("reason", ReasonCode.class), null, false);
        }
        Fields reason = body.object("reason");
        if (reason == null) {
            return new Reason(null, null, false);
        }
        Reason read = new Reason(
                reason.choice("code", ReasonCode.class),
                reason.words("comment", COMMENT_LENGTH),
                Boolean.TRUE.equals(reason.flag("talkWanted")));
        reason.rejectOthers();
        return read;
    }

    static Wish wish(Fields body) {
        Fields effective = body.object("effective");
        if (effective == null) {
            return new Wish(EffectiveMode.PERIOD_END, null);
        }
        EffectiveMode mode = effective.choice("mode", EffectiveMode.class);
        LocalDate date = effective.date("date");
        effective.rejectOthers();
        if (mode == EffectiveMode.DATE) {
            effective.need("date");
        } else if (date != null) {
            effective.faults().add(effective.at("date"), Fault.DATE_ONLY_WITH_MODE_DATE);
        }
        return new Wish(mode == null ? EffectiveMode.PERIOD_END : mode, date);
    }

    private @Nullable Attestation attestation(Fields body) {
        Fields identity = body.object("identity");
        if (identity == null) {
            return null;
        }
        identity.need("attestedBy");
        String by = identity.id("attestedBy");
        identity.line("method", Fields.ID_LENGTH);
        Instant at = identity.instant("at");
        if (at != null && at.isAfter(clock.instant().plus(CLOCK_SKEW))) {
            identity.faults().add(identity.at("at"), Fault.IN_THE_FUTURE);
        }
        identity.rejectOthers();
        return new Attestation(by, at);
    }
}
