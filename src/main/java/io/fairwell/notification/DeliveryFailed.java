package io.fairwell.notification;

/** A letter could not be handed over. */
public class DeliveryFailed extends Exception {

    private final String code;
    private final boolean permanent;

    /**
     * @param code short and without personal data, for example {@code SMTP_451}
     * @param permanent whether trying again cannot help
     */
    public DeliveryFailed(String code, boolean permanent) {
        super(code);
        this.code = code;
        this.permanent = permanent;
    }

    public String code() {
        return code;
    }

    public boolean isPermanent() {
        return permanent;
    }
}
