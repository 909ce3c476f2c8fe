package io.fairwell.proposal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that cannot be done with a proposal, or a proposal that cannot be made. */
public class ProposalRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Why {
        /** There is none, or it belongs to somebody else. */
        NOT_FOUND,
        /** The files are not fit to be deployed; {@link #faults} says why. */
        FAULTY,
        /** Whoever proposes does not approve. */
        OWN_PROPOSAL,
        /** It was deployed or rejected before. */
        DECIDED,
        /** The rules have changed since it was handed in. */
        OUTDATED,
        /** What was approved is not what was handed in. */
        OTHER_CONTENT
    }

    private final Why why;
    private final transient List<RulesBundle.RuleFault> faults;

    public ProposalRefused(Why why) {
        this(why, List.of(), null);
    }

    public ProposalRefused(List<RulesBundle.RuleFault> faults) {
        this(Why.FAULTY, faults, null);
    }

    private ProposalRefused(Why why, List<RulesBundle.RuleFault> faults, @Nullable Throwable cause) {
        super(why.name(), cause);
        this.why = why;
        this.faults = List.copyOf(faults);
    }

    public Why why() {
        return why;
    }

    public List<RulesBundle.RuleFault> faults() {
        return faults;
    }
}
