package io.fairwell.desk;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.desk.FormRefused.Form;
import io.fairwell.dispute.Claim;
import io.fairwell.dispute.Claim.About;
import io.fairwell.dispute.Disputes;
import io.fairwell.subscription.Subscriptions;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form on the customer's page with which they object. {@link CustomerFormErrors} tells of refusals. */
@Controller
@RequestMapping("/my/{token}/dispute")
class CustomerDispute {

    private static final int LONGEST_TEXT = 4_000;
    private static final String AMOUNT = "\\d{1,12}(\\.\\d{1,4})?";

    private final CustomerPages pages;
    private final Disputes disputes;
    private final Subscriptions subscriptions;

    CustomerDispute(CustomerPages pages, Disputes disputes, Subscriptions subscriptions) {
        this.pages = pages;
        this.disputes = disputes;
        this.subscriptions = subscriptions;
    }

    @PostMapping
    String dispute(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String chargedOn,
            RedirectAttributes afterwards) {
        CancellationCase found = pages.find(token);
        boolean charge = about.equals(About.CHARGE.name());
        require(charge || about.equals(About.REFUND.name()), "my.dispute.aboutMissing");
        require(!text.isBlank(), "my.dispute.textMissing");
        require(text.length() <= LONGEST_TEXT, "my.dispute.tooLong");
        Optional<Money> claimed = money(amount.strip(), found);
        Claim claim = charge
                ? Claim.aboutCharge(
                        text.strip(),
                        claimed.orElseThrow(() -> new FormRefused(Form.DISPUTE, "my.dispute.amountMissing")),
                        day(chargedOn))
                : Claim.aboutRefund(text.strip(), claimed.orElse(null));
        disputes.open(found.number(), claim, Actor.customer(found.request().customerId()));
        afterwards.addFlashAttribute("said", "my.said.disputed");
        return "redirect:/my/" + token;
    }

    private Optional<Money> money(String text, CancellationCase found) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        CurrencyUnit currency = subscriptions
                .get(found.tenantId(), found.request().subscriptionId())
                .paid()
                .getCurrencyUnit();
        require(text.matches(AMOUNT), "my.dispute.badAmount");
        BigDecimal number = new BigDecimal(text);
        require(number.signum() > 0 && number.scale() <= currency.getDecimalPlaces(), "my.dispute.badAmount");
        return Optional.of(Money.of(currency, number));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw new FormRefused(Form.DISPUTE, "my.dispute.dayMissing");
        }
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new FormRefused(Form.DISPUTE, otherwise);
        }
    }
}
