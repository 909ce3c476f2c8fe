package io.fairwell.security;

import org.springframework.security.access.AccessDeniedException;

/** The person who is signed in belongs to no tenant, so there is nothing that they may see. */
public class NoTenant extends AccessDeniedException {

    private static final long serialVersionUID = 1L;

    NoTenant() {
        super("This person belongs to no tenant");
    }
}
