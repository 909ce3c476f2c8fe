package io.fairwell.terms;

import java.util.Map;

/**
 * What a decision table said.
 *
 * @param decision id of the decision
 * @param version version of the deployed table
 * @param rule id of the rule that applied
 * @param outputs by output name; strings, booleans and numbers
 */
public record Decision(String decision, int version, String rule, Map<String, Object> outputs) {

    DecisionRef reference() {
        return new DecisionRef(decision, version, rule);
    }

    public String text(String output) {
        Object value = outputs.get(output);
        return value == null ? "" : value.toString();
    }

    public boolean flag(String output) {
        return Boolean.TRUE.equals(outputs.get(output));
    }

    /** @return 0 where the output is absent */
    public java.math.BigDecimal number(String output) {
        Object value = outputs.get(output);
        return value == null ? java.math.BigDecimal.ZERO : new java.math.BigDecimal(value.toString());
    }
}
