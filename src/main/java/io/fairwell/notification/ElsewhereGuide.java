package io.fairwell.notification;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.Contact;
import io.fairwell.subscription.Subscription;
import io.fairwell.terms.ImpactKind;
import io.fairwell.terms.Quote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is left to do at the place of purchase, and what is not: the same words in the letters and on the customer's
 * page, in the language of the case.
 *
 * @param stopped what has been stopped here
 * @param places where to go and what to do there; several where it is not known which of them it is
 * @param notes on money and time
 */
public record ElsewhereGuide(List<String> stopped, List<Place> places, List<String> notes) {

    /** How many steps there are at each place: as many as the message bundle has. */
    private static final Map<String, List<String>> PLACES = Map.of(
            "PARTNER", List.of("PARTNER"),
            "RESELLER", List.of("RESELLER"),
            "STORE", List.of("STORE.apple", "STORE.google", "STORE.other"));

    private static final int STEPS = 3;

    /** @param steps in order */
    public record Place(String title, List<String> steps) {

        /** One text with numbered lines. */
        String asText() {
            StringBuilder text = new StringBuilder(title);
            for (int i = 0; i < steps.size(); i++) {
                text.append('\n').append(i + 1).append(". ").append(steps.get(i));
            }
            return text.toString();
        }
    }

    /**
     * @param timeline of the case
     * @return empty where everything is done here
     */
    public static Optional<ElsewhereGuide> of(
            CancellationCase cancellation,
            Subscription subscription,
            @Nullable Quote quote,
            List<CaseEvent> timeline,
            Instant now) {
        LetterContext context = new LetterContext(
                cancellation, subscription, quote, null, Contact.NONE, Map.of(), timeline, null, "", now);
        Wording words = Wording.in(context.locale());
        return PLACES.containsKey(context.where())
                ? Optional.of(of(context, words, LetterValues.of(context, words)))
                : Optional.empty();
    }

    /** @throws IllegalArgumentException where everything is done here */
    static ElsewhereGuide of(LetterContext context, Wording words, Map<String, String> values) {
        List<String> places = PLACES.get(context.where());
        if (places == null) {
            throw new IllegalArgumentException("nothing is left to do " + context.where());
        }
        return new ElsewhereGuide(
                say(stopped(context), words, values),
                places.stream().map(place -> place(place, words, values)).toList(),
                say(notes(context, values), words, values));
    }

    private static Place place(String place, Wording words, Map<String, String> values) {
        return new Place(
                words.say("elsewhere." + place + ".title", values),
                IntStream.rangeClosed(1, STEPS)
                        .mapToObj(step -> words.say("elsewhere." + place + "." + step, values))
                        .toList());
    }

    private static List<String> say(List<String> keys, Wording words, Map<String, String> values) {
        return keys.stream().map(key -> words.say("elsewhere." + key, values)).toList();
    }

    private static List<String> stopped(LetterContext context) {
        List<String> keys = new ArrayList<>();
        switch (context.cancellation().renewal()) {
            case ON_HOLD -> keys.add("stopped.renewal.ON_HOLD");
            case OFF -> keys.add("stopped.renewal.OFF");
            case ON -> {}
        }
        if (context.happened(CaseEvent.Kind.MANDATE_REVOKED)) {
            keys.add("stopped.mandate");
        }
        return keys;
    }

    private static List<String> notes(LetterContext context, Map<String, String> values) {
        List<String> keys = new ArrayList<>();
        keys.add(chargesThere(context, values));
        if (values.containsKey("feePercent")) {
            keys.add("fee");
        }
        if (context.isRefundExpected()) {
            keys.add("refund");
        } else if (context.where().equals("STORE")) {
            keys.add("STORE.refund");
        }
        if (context.lastDay().filter(day -> !day.isBefore(context.today())).isPresent()) {
            keys.add("runs");
        }
        if (hasMandate(context) && !context.happened(CaseEvent.Kind.MANDATE_REVOKED)) {
            keys.add("mandate");
        }
        return keys;
    }

    private static String chargesThere(LetterContext context, Map<String, String> values) {
        if (!context.subscription().autoRenew()) {
            return "charge.none";
        }
        return values.containsKey("chargeThereOn") ? "charge" : "charge.unknown";
    }

    private static boolean hasMandate(LetterContext context) {
        Quote quote = context.quote();
        return quote != null && quote.impact().stream().anyMatch(impact -> impact.kind() == ImpactKind.MANDATE_REVOKED);
    }
}
