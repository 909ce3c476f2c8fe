package io.fairwell.security;

/** Nobody is a member of the administrators' group, and nobody is configured to become the first. */
class NoAdministrator extends IllegalStateException {

    NoAdministrator() {
        super("No administrator: group camunda-admin has no member. Set fairwell.security.admin.id and"
                + " fairwell.security.admin.password (at least 12 characters) for the first start.");
    }
}
