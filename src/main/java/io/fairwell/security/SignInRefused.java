package io.fairwell.security;

import java.util.Locale;
import org.springframework.security.core.AuthenticationException;

/** The identity provider vouches for somebody, and yet they cannot work here. */
class SignInRefused extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    /** Each has a text of its own on the login page, {@code refused.<name>}. */
    enum Reason {
        /** The provider cannot be reached. */
        AWAY,
        /** The provider, or our settings for it, are not in order. */
        BROKEN,
        /** They changed their mind, or the provider said no. */
        CANCELLED,
        /** The answer belongs to no question of this browser: it was too slow, or forged. */
        STALE,
        /** Member of none of our groups. */
        GROUP,
        /** Of no tenant, or of several. */
        TENANT,
        /** An id that cannot be one here. */
        ID,
        /** The id belongs to somebody else already. */
        TAKEN;

        /** As it stands in addresses and keys of texts. */
        String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    SignInRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
