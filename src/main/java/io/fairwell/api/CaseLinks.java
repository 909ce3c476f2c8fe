package io.fairwell.api;

import io.fairwell.cancellation.Awaiting;
import io.fairwell.cancellation.Awaiting.What;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.Offer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a caller can go from a case. What the case's state does not allow is not offered. */
final class CaseLinks {

    static final String CASES = "/api/v1/cancellations";

    private CaseLinks() {}

    static String self(CancellationCase c) {
        return CASES + "/" + c.number();
    }

    static Map<String, String> of(CancellationCase c) {
        String self = self(c);
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self);
        links.put("subscription", "/api/v1/subscriptions/" + c.request().subscriptionId());
        links.put("timeline", self + "/timeline");
        links.put("receipt", self + "/receipt");
        if (c.quote() != null) {
            links.put("refund-statement", self + "/refund-statement");
        }
        addAnswers(c, links, self);
        if (c.status().isUndoable()) {
            links.put("withdrawal", self + "/withdrawal");
        }
        return links;
    }

    private static void addAnswers(CancellationCase c, Map<String, String> links, String self) {
        if (awaits(c, What.ENTER_CODE)) {
            links.put("verification", self + "/verification");
            links.put("verification/resend", self + "/verification/resend");
        }
        if (awaits(c, What.PROVIDE_INFORMATION)) {
            links.put("information", self + "/information");
        }
        Offer offer = c.offer();
        if (offer != null && offer.state() == Offer.State.OPEN && c.status().isUndoable()) {
            links.put("offer-decision", self + "/offer-decision");
        }
        boolean toConfirm =
                c.status() == CaseStatus.AWAITING_CONFIRMATION || c.request().isDraft();
        if (toConfirm && c.status().isUndoable()) {
            links.put("confirmation", self + "/confirmation");
        }
        if (c.status() == CaseStatus.CUSTOMER_ACTION_NEEDED) {
            links.put("customer-action-confirmed", self + "/customer-action-confirmed");
        }
        if (awaits(c, What.MOVE_RIGHTS) || awaits(c, What.FOLLOW_UP_RIGHTS)) {
            links.put("rights-moved", self + "/rights-moved");
        }
        if (c.supersededBy() != null) {
            links.put("superseded-by", CASES + "/" + c.supersededBy());
        }
        if (awaits(c, What.RETURN_GOODS)) {
            links.put("return-received", self + "/return-received");
        }
    }

    private static boolean awaits(CancellationCase c, What what) {
        @Nullable Awaiting awaiting = c.awaiting();
        return awaiting != null && awaiting.what() == what;
    }
}
