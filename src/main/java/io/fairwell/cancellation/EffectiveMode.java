package io.fairwell.cancellation;

/** When the customer wishes the cancellation to take effect. */
public enum EffectiveMode {
    /** At once: the day of the request is the last day of service. */
    IMMEDIATE,
    /** At the end of the period already paid for. */
    PERIOD_END,
    /** On a day the customer names: the first day without the service. */
    DATE
}
