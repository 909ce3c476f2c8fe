package io.fairwell.notification;

import io.fairwell.cancellation.CaseNumber;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Writes to customers. */
@Service
public class Letters {

    public void send(CaseNumber number, LetterKind kind, String step, Map<String, String> facts) {
        throw new IllegalStateException("being written");
    }
}
