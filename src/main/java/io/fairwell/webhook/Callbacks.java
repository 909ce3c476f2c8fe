package io.fairwell.webhook;

import io.fairwell.delivery.AddressRefused;
import io.fairwell.delivery.OutboundHttp;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where events may go. What can be told from an address alone is refused when it is registered; what its name stands for
 * is checked again each time something is sent.
 */
public final class Callbacks implements OutboundHttp.Names {

    private static final int LONGEST_HOST = 253;
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?\\.?");
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}");
    /** Names that never stand for anything public (RFC 6761, 6762, 8375, 9476). */
    private static final Pattern PRIVATE_NAME =
            Pattern.compile("(.*\\.)?(localhost|local|localdomain|internal|home\\.arpa|test|invalid|alt|onion)\\.?");

    private final boolean allowPrivate;
    private final Set<Integer> ports;
    private final OutboundHttp.Names names;

    Callbacks(boolean allowPrivate, Set<Integer> ports, OutboundHttp.Names names) {
        this.allowPrivate = allowPrivate;
        this.ports = Set.copyOf(ports);
        this.names = names;
    }

    /** Whether events may be sent there, as far as that can be said without looking the name up. */
    public boolean accepts(String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return false;
        }
        if (allowPrivate) {
            return "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        }
        return "https".equalsIgnoreCase(uri.getScheme())
                && ports.contains(uri.getPort() < 0 ? 443 : uri.getPort())
                && acceptsHost(host(uri));
    }

    /** In lower case; an IPv6 address in brackets. */
    static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    private static boolean acceptsHost(String host) {
        if (host.length() > LONGEST_HOST) {
            return false;
        }
        if (host.startsWith("[") || IPV4.matcher(host).matches()) {
            return isPublicLiteral(host);
        }
        return NAME.matcher(host).matches() && !PRIVATE_NAME.matcher(host).matches();
    }

    private static boolean isPublicLiteral(String host) {
        try {
            // No name is looked up: the text is an address, or refused.
            return PublicAddress.is(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * All addresses of a name, checked; a connection goes to one of these and to nothing else.
     *
     * @throws AddressRefused when one of them is not public
     */
    @Override
    public InetAddress[] addresses(String host) throws UnknownHostException {
        InetAddress[] found = names.addresses(host);
        for (InetAddress address : found) {
            if (!allowPrivate && !PublicAddress.is(address)) {
                throw new AddressRefused(host);
            }
        }
        return found;
    }
}
