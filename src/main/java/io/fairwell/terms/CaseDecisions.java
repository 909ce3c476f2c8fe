package io.fairwell.terms;

import io.fairwell.cancellation.CaseNumber;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** What the decision tables said in the course of a case. */
@Repository
public class CaseDecisions {

    public void record(CaseNumber number, Decision decision) {
        throw new IllegalStateException("being written");
    }

    public Optional<Decision> latest(CaseNumber number, String decision) {
        throw new IllegalStateException("being written");
    }

    public List<Decision> all(CaseNumber number) {
        throw new IllegalStateException("being written");
    }
}
