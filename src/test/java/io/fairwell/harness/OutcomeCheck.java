package io.fairwell.harness;

import static java.util.stream.Collectors.toMap;

import io.fairwell.harness.Evidence.Case;
import io.fairwell.harness.Finding.Kind;
import io.fairwell.harness.Told.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether each planned case has got as far as nothing but its plan allows. */
final class OutcomeCheck {

    private OutcomeCheck() {}

    static List<Finding> check(List<PlannedCase> planned, Evidence evidence) {
        Map<String, Case> cases = evidence.cases().stream()
                .collect(toMap(Case::subscription, Function.identity(), (first, second) -> first));
        Set<String> withdrawn = evidence.told().stream()
                .filter(told -> told.what() == What.WITHDRAWAL && told.isDone())
                .map(Told::subscription)
                .collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        for (PlannedCase one : planned) {
            Case c = cases.get(one.subscription());
            if (c != null && !withdrawn.contains(one.subscription()) && !isAsPlanned(one.kind(), c)) {
                findings.add(new Finding(
                        Kind.WRONG, c.number(), one.kind() + " is " + c.status() + ", awaiting " + c.awaiting()));
            }
        }
        return findings;
    }

    private static boolean isAsPlanned(PlannedCase.Kind kind, Case c) {
        return switch (kind) {
            case AT_ONCE -> c.status().equals("COMPLETED") && c.refundState().equals("PAID");
            case SCHEDULED -> c.awaiting().equals("TIME EFFECTIVE_DATE");
            case DRAFT -> c.awaiting().equals("CUSTOMER CONFIRM");
            case UNPROVEN -> c.awaiting().equals("CUSTOMER ENTER_CODE");
            case OFFER -> c.awaiting().equals("CUSTOMER DECIDE_OFFER");
            // One agent approves, the other refuses; a smaller refund has to be confirmed by the customer.
            case REVIEW -> c.status().equals("COMPLETED") || c.awaiting().equals("CUSTOMER CONFIRM");
        };
    }
}
