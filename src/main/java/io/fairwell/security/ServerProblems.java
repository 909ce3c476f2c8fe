package io.fairwell.security;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/** What the server itself refuses, for example because it is no HTTP, is refused with a problem and not with a page. */
class ServerProblems extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ServerProblems.class);

    private final SecurityProblems problems;

    ServerProblems(SecurityProblems problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        HttpStatus status = HttpStatus.resolve(response.getStatus());
        boolean answered = response.isCommitted() || response.getContentWritten() > 0;
        if (answered || status == null || !status.is4xxClientError() || !response.isError()) {
            super.report(request, response, thrown);
            return;
        }
        try {
            problems.write(
                    request,
                    response,
                    status,
                    status == HttpStatus.PAYLOAD_TOO_LARGE ? "too-large" : "malformed-request");
            response.finishResponse();
        } catch (IOException e) {
            LOG.debug("whoever sent no HTTP does not wait for an answer", e);
        }
    }
}
