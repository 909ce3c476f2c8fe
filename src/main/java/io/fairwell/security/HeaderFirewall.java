package io.fairwell.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Looks at all headers before anybody reads one: found out later, a wrong one is an error in the middle of whatever
 * happens to read it. Letters beyond ASCII, which the server hands on byte by byte, are let through where people write, or
 * where a reader of ours says what is wrong. Control characters are let through nowhere.
 */
class HeaderFirewall extends StrictHttpFirewall {

    private static final Set<String> ANY_LETTERS =
            Set.of("accept-language", "authorization", "idempotency-key", "user-agent", "referer");

    private static final IntPredicate CONTROL = c -> c < ' ' && c != '\t' || c == 0x7f;

    HeaderFirewall() {
        setAllowedHeaderValues(value -> value.chars().noneMatch(CONTROL));
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        for (String name : Collections.list(request.getHeaderNames())) {
            boolean anyLetters = ANY_LETTERS.contains(name.toLowerCase(Locale.ROOT));
            for (String value : Collections.list(request.getHeaders(name))) {
                if (!value.chars().allMatch(c -> isAllowed(c, anyLetters))) {
                    throw new RequestRejectedException("A header has characters that are not allowed there");
                }
            }
        }
        return super.getFirewalledRequest(request);
    }

    private static boolean isAllowed(int c, boolean anyLetters) {
        return !CONTROL.test(c) && (anyLetters || c < 0x80);
    }
}
