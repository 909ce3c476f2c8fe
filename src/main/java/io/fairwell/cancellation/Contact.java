package io.fairwell.cancellation;

import org.jspecify.annotations.Nullable;

/** How the customer is reached about one case. Personal data: never in logs, events or process variables. */
public record Contact(
        @Nullable String email,
        @Nullable String phone,
        @Nullable String name) {

    public static final Contact NONE = new Contact(null, null, null);

    public boolean canBeReached() {
        return email != null || phone != null;
    }

    /** @return this contact, with what it lacks taken from {@code other} */
    Contact orElse(@Nullable Contact other) {
        if (other == null) {
            return this;
        }
        return new Contact(
                email == null ? other.email : email,
                phone == null ? other.phone : phone,
                name == null ? other.name : name);
    }

    /** Keeps personal data out of logs and exception messages. */
    @Override
    public String toString() {
        return "Contact[…]";
    }
}
