package io.fairwell.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A message could not be handed over. */
public class DeliveryFailed extends Exception {

    private final String code;
    private final boolean permanent;
    private final @Nullable Duration notBefore;

    /**
     * @param code short and without personal data, for example {@code SMTP_451}
     * @param permanent whether trying again cannot help
     */
    public DeliveryFailed(String code, boolean permanent) {
        this(code, permanent, null);
    }

    /** @param notBefore how long the other side asks us to wait at least */
    public DeliveryFailed(String code, boolean permanent, @Nullable Duration notBefore) {
        super(code);
        this.code = code;
        this.permanent = permanent;
        this.notBefore = notBefore;
    }

    public String code() {
        return code;
    }

    public boolean isPermanent() {
        return permanent;
    }

    public @Nullable Duration notBefore() {
        return notBefore;
    }
}
