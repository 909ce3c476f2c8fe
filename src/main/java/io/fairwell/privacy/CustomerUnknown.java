package io.fairwell.privacy;

/** Nothing is known of this customer, and nothing was ever erased. */
public class CustomerUnknown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CustomerUnknown() {
        super("the customer is not known");
    }
}
