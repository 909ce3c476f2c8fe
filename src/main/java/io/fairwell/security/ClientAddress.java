package io.fairwell.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Where a request came from. Anybody can write anything into {@code X-Forwarded-For}, so it counts only as far as trusted
 * proxies have written it: from its end, the first address that is none of theirs.
 */
class ClientAddress {

    private static final Logger LOG = LoggerFactory.getLogger(ClientAddress.class);
    private static final String ATTRIBUTE = ClientAddress.class.getName();
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    /** Without the name of a network interface, and nothing that would be looked up as a name. */
    private static final String NUMERIC = "[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}";

    private final List<IpAddressMatcher> proxies;
    private final AtomicBoolean warned = new AtomicBoolean();

    ClientAddress(List<String> trustedProxies) {
        proxies = trustedProxies.stream().map(IpAddressMatcher::new).toList();
    }

    /** To be called with the request as the server has it, before anybody has interpreted its headers. */
    void keep(HttpServletRequest request) {
        request.setAttribute(
                ATTRIBUTE, find(request.getRemoteAddr(), Collections.list(request.getHeaders(FORWARDED_FOR))));
    }

    /** As {@link #keep} found it. */
    static String of(HttpServletRequest request) {
        Object found = request.getAttribute(ATTRIBUTE);
        return found == null ? request.getRemoteAddr() : found.toString();
    }

    /** Whether what this request says of its proxies is to be thrown away. */
    boolean isForged(String peer) {
        return !proxies.isEmpty() && !isProxy(peer);
    }

    String find(String peer, List<String> forwardedFor) {
        if (!forwardedFor.isEmpty() && proxies.isEmpty() && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "Requests say through a proxy at {} where they came from, and nobody believes it: name your proxies"
                            + " in fairwell.limits.trusted-proxies",
                    peer);
        }
        List<String> hops = new ArrayList<>();
        forwardedFor.forEach(header -> hops.addAll(Arrays.asList(header.split(","))));
        String address = peer;
        while (isProxy(address) && !hops.isEmpty()) {
            String hop = hops.remove(hops.size() - 1).strip();
            if (!hop.matches(NUMERIC)) {
                return address;
            }
            address = hop;
        }
        return address;
    }

    private boolean isProxy(String address) {
        try {
            return proxies.stream().anyMatch(proxy -> proxy.matches(address));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
