package io.fairwell.terms;

import io.fairwell.subscription.Channel;
import java.math.BigDecimal;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * The terms of one agreement, as decision {@code terms} gives them.
 *
 * @param rule for the statement
 * @param coolingOff null where the terms grant none
 * @param percentFee 0 to 100, of what is left
 * @param fixedFee in the currency of the subscription
 * @param earlyTerminationPercent 0 to 100, of what is left
 * @param where HERE, PARTNER, RESELLER or STORE
 * @param immediate whether the service may end with the day of the request
 * @param freezePoints whether points are frozen at the declaration; else they can be used until the end
 * @param transferRights whether the account owner moves the rights of sub-accounts before the end
 * @param identityBy how the customer proves who they are: CODE or CARD
 */
record TermsRule(
        DecisionRef rule,
        NoticeKind noticeKind,
        Period notice,
        @Nullable Period coolingOff,
        RefundMethod method,
        BigDecimal percentFee,
        BigDecimal fixedFee,
        BigDecimal earlyTerminationPercent,
        boolean lessBenefits,
        String where,
        boolean immediate,
        boolean freezePoints,
        boolean transferRights,
        IdentityBy identityBy) {

    static final String HERE = Places.HERE;

    /** By a code sent to the contact on file, or by the last four digits of the card on file. */
    enum IdentityBy {
        CODE,
        CARD
    }

    /** @throws RuntimeException when the table holds something that is no period, number or known word */
    static TermsRule of(Decision decision) {
        return new TermsRule(
                decision.reference(),
                NoticeKind.valueOf(decision.text("noticeKind")),
                decision.text("notice").isEmpty() ? Period.ZERO : Period.parse(decision.text("notice")),
                decision.text("coolingOff").isEmpty() ? null : Period.parse(decision.text("coolingOff")),
                RefundMethod.valueOf(decision.text("refundMethod")),
                decision.number("percentFee").stripTrailingZeros(),
                decision.text("fixedFee").isEmpty() ? BigDecimal.ZERO : decision.number("fixedFee"),
                decision.number("earlyTerminationPercent").stripTrailingZeros(),
                decision.flag("lessBenefits"),
                decision.text("where"),
                decision.flag("immediate"),
                decision.flag("freezePoints"),
                decision.flag("transferRights"),
                IdentityBy.valueOf(decision.text("identityBy")));
    }

    String whereFor(Channel channel) {
        return Places.of(where, channel);
    }
}
