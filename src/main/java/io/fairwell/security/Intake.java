package io.fairwell.security;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.InputBuffer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Where requests come in: keeps where they came from, and looks after bodies that are still on their way. Whoever waits
 * for one keeps a thread, so few may, for one address and for all together, and each body has to get on
 * ({@link ArrivingBody}). What has come with the head of the request, as small bodies do, nobody waits for.
 */
class Intake extends ValveBase {

    private static final int RETRY_AFTER_SECONDS = 5;

    private final ClientAddress addresses;
    private final LimitProperties limits;
    private final SecurityProblems problems;
    private final Map<String, Integer> arriving = new HashMap<>();
    private int all;

    Intake(ClientAddress addresses, LimitProperties limits, SecurityProblems problems) {
        super(true);
        this.addresses = addresses;
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        addresses.keep(request.getRequest());
        InputBuffer input = request.getCoyoteRequest().getInputBuffer();
        if (!isArriving(request, input)) {
            getNext().invoke(request, response);
            return;
        }
        String network = AddressLimit.network(request.getRequest());
        HttpStatus refused = refusal(network);
        if (refused != null) {
            refuse(request, response, refused);
            return;
        }
        ArrivingBody body = new ArrivingBody(request.getCoyoteRequest(), new Waiting(network));
        try {
            getNext().invoke(request, response);
        } finally {
            body.end();
        }
    }

    private void refuse(Request request, Response response, HttpStatus status) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
        problems.answer(
                request.getRequest(),
                response.getResponse(),
                status,
                status == HttpStatus.TOO_MANY_REQUESTS ? "too-many-requests" : "unavailable");
        ArrivingBody.hangUp(request.getCoyoteRequest());
    }

    private static boolean isArriving(Request request, InputBuffer input) {
        long length = request.getContentLengthLong();
        return length < 0 ? request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null : input.available() < length;
    }

    /** @return null where there is room */
    private synchronized @Nullable HttpStatus refusal(String network) {
        if (arriving.getOrDefault(network, 0) >= limits.bodiesPerAddress()) {
            return HttpStatus.TOO_MANY_REQUESTS;
        }
        return all >= limits.bodies() ? HttpStatus.SERVICE_UNAVAILABLE : null;
    }

    /** A place among those who wait for bytes. */
    private final class Waiting implements ArrivingBody.Place {

        private final String network;

        Waiting(String network) {
            this.network = network;
        }

        @Override
        public boolean take() {
            synchronized (Intake.this) {
                if (refusal(network) != null) {
                    return false;
                }
                arriving.merge(network, 1, Integer::sum);
                all++;
                return true;
            }
        }

        @Override
        public void leave() {
            synchronized (Intake.this) {
                arriving.computeIfPresent(network, (key, count) -> count == 1 ? null : count - 1);
                all--;
            }
        }
    }
}
