package io.fairwell.api;

import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.subscription.Channel;
import io.fairwell.subscription.PaymentRoute;
import io.fairwell.subscription.PointsState;
import io.fairwell.subscription.Subscription;
import io.fairwell.terms.DecisionTables;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads and checks what upstream says of a subscription. */
@Component
class SubscriptionReader {

    private static final Pattern LANGUAGE_TAG = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
    private static final Pattern CARD_MASK = Pattern.compile("\\d{4,8}[X*xX]{3,12}\\d{4}");
    private static final int NAME_LENGTH = 200;
    private static final int REFERENCE_LENGTH = 255;
    private static final int MOST_POINTS = 1_000_000_000;
    private static final int MOST_THINGS = 100_000;

    private final DecisionTables decisions;
    private final Clock clock;

    SubscriptionReader(DecisionTables decisions, Clock clock) {
        this.decisions = decisions;
        this.clock = clock;
    }

    /** What the decision tables know now. */
    KnownTerms known() {
        return new KnownTerms(decisions, LocalDate.now(clock));
    }

    /**
     * @param id from the path
     * @throws ApiProblem with everything that is wrong
     */
    Subscription read(Fields body, String tenantId, String id) {
        return read(body, tenantId, id, known());
    }

    /**
     * @param id from the line of an import
     * @param known the same for all lines
     * @throws ApiProblem with everything that is wrong
     */
    Subscription read(Fields body, String tenantId, String id, KnownTerms known) {
        body.need(
                "customerId",
                "planId",
                "terms",
                "jurisdiction",
                "timeZone",
                "channel",
                "paymentRoute",
                "price",
                "paid",
                "termStart");
        String sameId = body.id("id");
        if (sameId != null && !sameId.equals(id)) {
            body.faults().add(body.at("id"), Fault.OTHER_ID);
        }
        String customerId = body.id("customerId");
        String planId = body.id("planId");
        Map<String, String> planName = planName(body);
        String terms = body.id("terms");
        String jurisdiction = body.id("jurisdiction");
        requireKnown(body, terms, jurisdiction, known);
        ZoneId zone = body.parsed("timeZone", 60, Fault.UNKNOWN_ZONE, SubscriptionReader::zone);
        Channel channel = body.choice("channel", Channel.class);
        PaymentRoute route = body.choice("paymentRoute", PaymentRoute.class);
        boolean autoRenew = Boolean.TRUE.equals(body.flag("autoRenew"));
        Period period = body.parsed("billingPeriod", 20, Fault.BAD_PERIOD, SubscriptionReader::period);
        Money price = MoneyField.read(body, "price");
        Money paid = sameCurrency(body, "paid", price);
        Money benefits = sameCurrency(body, "benefitsEnjoyed", price);
        LocalDate paidOn = body.date("paidOn");
        LocalDate start = body.date("termStart");
        LocalDate end = body.date("termEnd");
        if (start != null && end != null && !end.isAfter(start)) {
            body.faults().add(body.at("termEnd"), Fault.END_NOT_AFTER_START);
        }
        boolean used = Boolean.TRUE.equals(body.flag("used"));
        int points = body.number("points", 0, 0, MOST_POINTS);
        int coupons = body.number("coupons", 0, 0, MOST_THINGS);
        var subAccounts = body.ids("subAccounts");
        int devices = body.number("devices", 0, 0, MOST_THINGS);
        boolean installments = Boolean.TRUE.equals(body.flag("installmentsOutstanding"));
        Contact contact = contact(body);
        String cardMask = body.id("cardMask");
        String paymentReference = body.line("paymentReference", REFERENCE_LENGTH);
        String mandateReference = body.line("mandateReference", REFERENCE_LENGTH);
        body.rejectOthers();
        body.faults().throwIfAny();
        return new Subscription(
                tenantId,
                id,
                given(customerId),
                given(planId),
                planName,
                given(terms),
                given(jurisdiction),
                given(zone),
                given(channel),
                given(route),
                autoRenew,
                period,
                given(price),
                given(paid),
                paidOn,
                given(start),
                end,
                used,
                benefits == null ? Money.zero(given(price).getCurrencyUnit()) : benefits,
                points,
                coupons,
                subAccounts,
                devices,
                installments,
                contact == null ? Contact.NONE : contact,
                cardMask == null && CARD_MASK.matcher(given(customerId)).matches() ? customerId : cardMask,
                paymentReference,
                mandateReference,
                autoRenew ? RenewalState.ON : RenewalState.OFF,
                PointsState.USABLE,
                null);
    }

    private static <T> T given(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    /** The decision tables say which terms profiles there are, so that a new one needs no change here. */
    private static void requireKnown(
            Fields body, @Nullable String terms, @Nullable String jurisdiction, KnownTerms known) {
        if (terms == null || jurisdiction == null) {
            return;
        }
        if (!known.applies("terms", terms, jurisdiction)) {
            body.faults().add(body.at("terms"), Fault.UNKNOWN_TERMS);
        } else if (!known.applies("regulation", terms, jurisdiction)) {
            body.faults().add(body.at("jurisdiction"), Fault.UNKNOWN_JURISDICTION);
        }
    }

    private static Map<String, String> planName(Fields body) {
        Map<String, String> names = new LinkedHashMap<>();
        Fields given = body.object("planName");
        if (given != null) {
            given.names().stream().sorted().forEach(tag -> {
                String name = given.line(tag, NAME_LENGTH);
                if (!LANGUAGE_TAG.matcher(tag).matches()) {
                    given.faults().add(given.at(tag), Fault.BAD_LANGUAGE_TAG);
                } else if (name != null) {
                    names.put(tag, name);
                }
            });
        }
        return names;
    }

    private static @Nullable Money sameCurrency(Fields body, String name, @Nullable Money price) {
        Money money = MoneyField.read(body, name);
        if (money != null && price != null && !money.getCurrencyUnit().equals(price.getCurrencyUnit())) {
            body.faults().add(body.at(name) + "/currency", Fault.OTHER_CURRENCY);
        }
        return money;
    }

    /** Also part of a declaration. */
    static @Nullable Contact contact(Fields body) {
        Fields contact = body.object("contact");
        if (contact == null) {
            return null;
        }
        Contact read = new Contact(contact.email("email"), contact.phone("phone"), contact.line("name", NAME_LENGTH));
        contact.rejectOthers();
        return read;
    }

    private static ZoneId zone(String id) {
        // Offsets such as +08:00 are no zones: they know nothing of summer time.
        if (!ZoneId.getAvailableZoneIds().contains(id)) {
            throw new DateTimeException("unknown zone");
        }
        return ZoneId.of(id);
    }

    private static Period period(String text) {
        Period period = Period.parse(text.toUpperCase(Locale.ROOT));
        boolean positive = period.getYears() >= 0 && period.getMonths() >= 0 && period.getDays() >= 0;
        if (!positive || period.isZero() || period.toTotalMonths() > 1200 || period.getDays() > 36_525) {
            throw new DateTimeException("not a billing period");
        }
        return period;
    }
}
