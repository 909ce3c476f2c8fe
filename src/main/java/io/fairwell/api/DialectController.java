package io.fairwell.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.ReasonCode;
import io.fairwell.security.CurrentCaller;
import io.fairwell.terms.Quote;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The request forms that carriers, shops and banks already send, kept to the letter. */
@RestController
@RequestMapping(path = "/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class DialectController {

    private static final String FULL = "full";
    private static final String PERIOD_END = "period_end";
    private static final int FREE_TEXT = 500;

    private final DialectCancellations cancellations;
    private final CurrentCaller currentCaller;
    private final ApiTexts texts;

    DialectController(DialectCancellations cancellations, CurrentCaller currentCaller, ApiTexts texts) {
        this.cancellations = cancellations;
        this.currentCaller = currentCaller;
        this.texts = texts;
    }

    /** @param message only where the notice period was missed: says that the effective date moved */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PlanCancelled(
            String status,
            @JsonProperty("cancel_no") String cancelNo,
            @JsonProperty("effective_date") @Nullable LocalDate effectiveDate,
            @Nullable String message) {}

    /** @param refundAmount with two decimals, as a JSON number */
    record MembershipCancelled(
            String status,
            @JsonProperty("refund_amount") BigDecimal refundAmount,
            @JsonProperty("cancel_no") String cancelNo) {}

    record PointsStatus(@JsonProperty("cancel_status") String cancelStatus) {}

    @PostMapping("/plan/cancel")
    PlanCancelled cancelPlan(HttpServletRequest request) {
        Fields body = DialectBody.of(request).need("plan_id", "user_id");
        String planId = body.id("plan_id");
        String userId = body.id("user_id");
        String reason = body.words("reason", FREE_TEXT);
        requireReadable(body);
        Locale locale = Languages.of(request);
        DialectCancellations.Result result = cancellations.cancel(
                currentCaller.get(),
                new DialectCancellations.Wish(
                        Objects.requireNonNull(userId),
                        Objects.requireNonNull(planId),
                        EffectiveMode.PERIOD_END,
                        reason(reason),
                        locale));
        LocalDate effectiveOn = result.effectiveOn();
        String message = result.quote().filter(DialectController::missedNotice).isPresent()
                ? texts.get(locale, "dialect.notice-missed", String.valueOf(effectiveOn))
                : null;
        return new PlanCancelled("success", result.number().value(), effectiveOn, message);
    }

    @PostMapping("/membership/cancel")
    MembershipCancelled cancelMembership(HttpServletRequest request) {
        Fields body = DialectBody.of(request).need("user_pin", "membership_id", "cancel_type");
        String pin = body.id("user_pin");
        String membershipId = body.id("membership_id");
        String type = body.choice("cancel_type", List.of(FULL, PERIOD_END));
        requireReadable(body);
        DialectCancellations.Result result = cancellations.cancel(
                currentCaller.get(),
                new DialectCancellations.Wish(
                        Objects.requireNonNull(pin),
                        Objects.requireNonNull(membershipId),
                        FULL.equals(type) ? EffectiveMode.IMMEDIATE : EffectiveMode.PERIOD_END,
                        null,
                        Languages.of(request)));
        return new MembershipCancelled(
                "success", twoDecimals(result.refund()), result.number().value());
    }

    @GetMapping("/points/status")
    PointsStatus pointsStatus(HttpServletRequest request) {
        Fields query = DialectBody.query(request).need("card_no", "plan_id");
        String cardNo = query.line("card_no", Fields.ID_LENGTH);
        String planId = query.id("plan_id");
        requireReadable(query);
        return new PointsStatus(cancellations.pointsStatus(
                currentCaller.get().tenantId(), Objects.requireNonNull(cardNo), Objects.requireNonNull(planId)));
    }

    /** These callers know one kind of bad request only. */
    private static void requireReadable(Fields body) {
        if (!body.faults().isEmpty()) {
            throw new ApiProblem(ProblemType.MALFORMED_REQUEST, body.faults().list());
        }
    }

    private static boolean missedNotice(Quote quote) {
        return quote.nextCharge() != null;
    }

    private static @Nullable ReasonCode reason(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        return Arrays.stream(ReasonCode.values())
                .filter(code -> code.name().equalsIgnoreCase(given.strip()))
                .findFirst()
                .orElse(ReasonCode.OTHER);
    }

    private static BigDecimal twoDecimals(@Nullable Money refund) {
        BigDecimal amount = refund == null ? BigDecimal.ZERO : refund.getAmount();
        return amount.setScale(Math.max(2, amount.scale()), RoundingMode.UNNECESSARY);
    }
}
