package io.fairwell.terms;

/** Which rule of which version of which decision table was used. */
public record DecisionRef(String decision, int version, String rule) {

    /** The rule as statements name it, for example {@code terms#retail-annual}. */
    String label() {
        return decision + "#" + rule;
    }
}
