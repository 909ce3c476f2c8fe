package io.fairwell.terms;

/** A decision table has no rule for these inputs. */
public class NoRuleApplies extends RuntimeException {

    public NoRuleApplies(String decision) {
        super("no rule of decision " + decision + " applies");
    }
}
