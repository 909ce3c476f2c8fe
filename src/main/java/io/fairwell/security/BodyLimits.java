package io.fairwell.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.apache.catalina.Globals;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The largest body that each address takes, before anybody reads it. Whoever does not say how much will come (chunked) is
 * stopped where it becomes too much: by the reader of the route where that one takes large bodies, by the server for
 * forms, and here for all others.
 */
class BodyLimits extends OncePerRequestFilter {

    private static final long USUAL = 256 * 1024L;
    private static final long MIB = 1024 * 1024L;
    /** Five documents of 10 MiB, and a text. */
    private static final long DOCUMENTS = 51 * MIB;

    private record Large(PathPattern path, long bytes) {
        Large(String pattern, long bytes) {
            this(PathPatternParser.defaultInstance.parse(pattern), bytes);
        }
    }

    private static final Large[] LARGE = {
        new Large("/api/v1/subscriptions/import", 8 * MIB),
        new Large("/api/v1/cancellations/{number}/information", DOCUMENTS),
        new Large("/my/{token}/information", DOCUMENTS),
        new Large(BearerConfiguration.DEPLOYMENT, 4 * MIB),
        new Large("/api/v1/rules/proposals", 4 * MIB),
    };

    private static final Set<String> TOO_LARGE = Set.of("POST_TOO_LARGE", "TOO_MANY_PARAMETERS");

    private final SecurityProblems problems;

    BodyLimits(SecurityProblems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long largest = largest(request.getRequestURI());
        HttpServletRequest bounded = request;
        if (request.getContentLengthLong() > largest) {
            problems.answer(request, response, HttpStatus.PAYLOAD_TOO_LARGE, "too-large");
            return;
        }
        if (isChunked(request) && largest == USUAL && !isForm(request)) {
            byte[] body = firstBytes(request);
            if (body == null || body.length > USUAL) {
                refuse(request, response, body != null);
                return;
            }
            bounded = new BodyRead(request, body);
        }
        if (couldReadParameters(bounded)) {
            chain.doFilter(bounded, response);
        } else {
            String reason = String.valueOf(request.getAttribute(Globals.PARAMETER_PARSE_FAILED_REASON_ATTR));
            refuse(request, response, TOO_LARGE.contains(reason));
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, boolean tooLarge) throws IOException {
        if (tooLarge) {
            problems.answer(request, response, HttpStatus.PAYLOAD_TOO_LARGE, "too-large");
        } else {
            problems.answer(request, response, HttpStatus.BAD_REQUEST, "malformed-request");
        }
    }

    /** @return null where they could not be read */
    private static byte @Nullable [] firstBytes(HttpServletRequest request) {
        try {
            return request.getInputStream().readNBytes((int) USUAL + 1);
        } catch (IOException e) {
            return null;
        }
    }

    private static long largest(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        for (Large each : LARGE) {
            if (each.path().matches(parsed)) {
                return each.bytes();
            }
        }
        return USUAL;
    }

    private static boolean isChunked(HttpServletRequest request) {
        return request.getContentLengthLong() < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static boolean isForm(HttpServletRequest request) {
        return type(request).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    private static String type(HttpServletRequest request) {
        return request.getContentType() == null ? "" : request.getContentType().toLowerCase(Locale.ROOT);
    }

    /**
     * The server drops parameters that are too many or too large without a word, and whoever misses one would say
     * something else. Documents for the interface are taken apart only once it is known who sends them.
     */
    private static boolean couldReadParameters(HttpServletRequest request) {
        boolean multipart = type(request).startsWith("multipart/");
        if (multipart && !request.getRequestURI().startsWith("/my/")) {
            return true;
        }
        if (request.getQueryString() != null || multipart || isForm(request)) {
            request.getParameterMap();
        }
        return request.getAttribute(Globals.PARAMETER_PARSE_FAILED_ATTR) == null;
    }
}
