package io.fairwell.delivery;

import java.net.UnknownHostException;

/** The name stands for an address that may not be connected to. */
public final class AddressRefused extends UnknownHostException {

    public AddressRefused(String host) {
        super(host);
    }
}
