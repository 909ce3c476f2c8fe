package io.fairwell.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.cancellation.AlreadyCancelling;
import io.fairwell.cancellation.DeclarationRefused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.server.ResourceConfig;
import org.springframework.boot.autoconfigure.jersey.ResourceConfigCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** A cancellation started over the engine's own interface is refused in the same words as one over ours. */
@Component
class NativeStartProblems implements ResourceConfigCustomizer {

    private final Problems problems;
    private final ObjectMapper json;

    NativeStartProblems(Problems problems, ObjectMapper json) {
        this.problems = problems;
        this.json = json;
    }

    @Override
    public void customize(ResourceConfig engineRest) {
        engineRest.register(new Refused());
        engineRest.register(new Open());
        engineRest.register(new Away());
    }

    private Response answer(ResponseEntity<Object> problem) {
        try {
            Response.ResponseBuilder answer =
                    Response.status(problem.getStatusCode().value()).entity(json.writeValueAsString(problem.getBody()));
            problem.getHeaders().forEach((name, values) -> values.forEach(value -> answer.header(name, value)));
            return answer.type("application/problem+json").build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }

    private final class Refused implements ExceptionMapper<DeclarationRefused> {
        @Override
        public Response toResponse(DeclarationRefused e) {
            FieldFault fault = new FieldFault(e.field(), Fault.valueOf(e.why().name()), List.of());
            return answer(problems.answer(request(), ProblemType.INVALID_REQUEST, List.of(fault)));
        }
    }

    /** The database is away: no command of the engine can begin. */
    private final class Away implements ExceptionMapper<CannotCreateTransactionException> {
        @Override
        public Response toResponse(CannotCreateTransactionException e) {
            return answer(problems.answer(request(), ProblemType.UNAVAILABLE, List.of()));
        }
    }

    private final class Open implements ExceptionMapper<AlreadyCancelling> {
        @Override
        public Response toResponse(AlreadyCancelling e) {
            return answer(problems.answer(
                    request(),
                    ProblemType.ALREADY_CANCELLING,
                    List.of(),
                    Map.of("openCase", e.openCase().value()),
                    new HttpHeaders()));
        }
    }
}
