package io.fairwell.terms;

import io.fairwell.subscription.PaymentRoute;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The refund, line by line; the lines sum to {@code refund}.
 *
 * @param eta null where nothing is paid
 */
public record RefundStatement(
        String method,
        List<StatementLine> lines,
        Money refund,
        PaymentRoute route,
        @Nullable Eta eta) {}
