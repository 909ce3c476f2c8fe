package io.fairwell.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Tells addresses of the public internet from all others (IANA special-purpose address registries). */
final class PublicAddress {

    private static final String[] SPECIAL_IPV4 = {
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3"
    };
    /** Within 2000::/3, beyond which nothing is public: protocols, documentation, and IPv4 in disguise. */
    private static final String[] SPECIAL_IPV6 = {
        "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"
    };

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return !isIn(bytes, SPECIAL_IPV4);
        }
        return isIn(bytes, "2000::/3") && !isIn(bytes, SPECIAL_IPV6);
    }

    private static boolean isIn(byte[] address, String... networks) {
        for (String network : networks) {
            if (isIn(address, network)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(byte[] address, String network) {
        int slash = network.indexOf('/');
        byte[] prefix = literal(network.substring(0, slash));
        int bits = Integer.parseInt(network.substring(slash + 1));
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] literal(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("not an address: " + address, e);
        }
    }
}
