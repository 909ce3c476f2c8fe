package io.fairwell.delivery;

/** Nobody answered in time: not known whether the message arrived. */
public final class Unreachable extends DeliveryFailed {

    public Unreachable(String code) {
        super(code, false);
    }
}
