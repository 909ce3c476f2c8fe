package io.fairwell.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.security.Caller;
import io.fairwell.security.CurrentCaller;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Makes a repeated request harmless: the first answer is kept and given again.
 *
 * <p>The answer is stored in the transaction that has the effect, so after a crash there are either both or neither.
 * Only answers of requests that were carried out are kept: a refused request has changed nothing and may be corrected
 * and sent again under the same key.
 */
@Component
class Idempotency {

    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private final IdempotencyRecords records;
    private final UseCases useCases;
    private final CurrentCaller currentCaller;
    private final ObjectMapper json;

    Idempotency(IdempotencyRecords records, UseCases useCases, CurrentCaller currentCaller, ObjectMapper json) {
        this.records = records;
        this.useCases = useCases;
        this.currentCaller = currentCaller;
        this.json = json;
    }

    /**
     * @param content what makes two bodies the same
     * @param handler the use case and its answer; run at most once per key, unless it throws
     * @throws ApiProblem without a key, with a key that was used for something else, and while the first request runs
     */
    ResponseEntity<byte[]> execute(HttpServletRequest request, byte[] content, Supplier<ResponseEntity<?>> handler) {
        Caller caller = currentCaller.get();
        IdempotencyRecords.Key key = new IdempotencyRecords.Key(caller.tenantId(), caller.clientId(), key(request));
        byte[] hash = hash(request, content);
        return useCases.run(() -> {
            if (!records.tryLock(key)) {
                throw new ApiProblem(ProblemType.REQUEST_IN_PROGRESS);
            }
            return records.find(key)
                    .map(stored -> replay(stored, hash))
                    .orElseGet(() -> executeFirst(key, hash, handler));
        });
    }

    private ResponseEntity<byte[]> executeFirst(
            IdempotencyRecords.Key key, byte[] hash, Supplier<ResponseEntity<?>> handler) {
        ResponseEntity<?> answer = handler.get();
        IdempotencyRecords.Stored stored = new IdempotencyRecords.Stored(
                hash,
                answer.getStatusCode().value(),
                answer.getHeaders().getFirst(HttpHeaders.LOCATION),
                answer.getHeaders().getFirst(HttpHeaders.CONTENT_LANGUAGE),
                write(answer.getBody()));
        records.add(key, stored);
        return response(stored, false);
    }

    private static ResponseEntity<byte[]> replay(IdempotencyRecords.Stored stored, byte[] hash) {
        if (!MessageDigest.isEqual(stored.requestHash(), hash)) {
            throw new ApiProblem(ProblemType.IDEMPOTENCY_KEY_REUSED);
        }
        return response(stored, true);
    }

    private static ResponseEntity<byte[]> response(IdempotencyRecords.Stored stored, boolean replayed) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.setCacheControl("no-store");
        set(headers, HttpHeaders.LOCATION, stored.location());
        set(headers, HttpHeaders.CONTENT_LANGUAGE, stored.contentLanguage());
        set(headers, REPLAYED, replayed ? "true" : null);
        return ResponseEntity.status(stored.status()).headers(headers).body(stored.body());
    }

    private static void set(HttpHeaders headers, String name, @Nullable String value) {
        if (value != null) {
            headers.set(name, value);
        }
    }

    private static String key(HttpServletRequest request) {
        String key = request.getHeader(HEADER);
        if (key == null) {
            throw new ApiProblem(ProblemType.IDEMPOTENCY_KEY_MISSING);
        }
        if (!KEY.matcher(key).matches()) {
            throw new ApiProblem(ProblemType.IDEMPOTENCY_KEY_INVALID);
        }
        return key;
    }

    private static byte[] hash(HttpServletRequest request, byte[] content) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        String target = request.getMethod() + '\n' + request.getRequestURI() + '\n';
        digest.update(target.getBytes(StandardCharsets.UTF_8));
        return digest.digest(content);
    }

    private byte[] write(@Nullable Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }
}
