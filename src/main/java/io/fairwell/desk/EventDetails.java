package io.fairwell.desk;

import io.fairwell.cancellation.Awaiting;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.Rejection;
import io.fairwell.dispute.Answer;
import io.fairwell.dispute.Claim;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.Money;

/** What a line of the timeline says beside its kind: dates, amounts and codes in words. */
final class EventDetails {

    private EventDetails() {}

    static List<String> of(CaseEvent event, Words words) {
        return new TreeMap<>(event.details())
                .entrySet().stream()
                        .filter(detail -> !isSilent(detail))
                        .map(detail -> words.textOr("detail." + detail.getKey(), detail.getKey())
                                + words.text("colon")
                                + value(event.kind(), detail.getKey(), detail.getValue(), words))
                        .toList();
    }

    /** That a request is no draft goes without saying. */
    private static boolean isSilent(Map.Entry<String, String> detail) {
        return detail.getKey().equals("draft") && detail.getValue().equals("false");
    }

    /** What cannot be read as expected is shown as it is: an old timeline must not break the page. */
    private static String value(CaseEvent.Kind kind, String key, String value, Words words) {
        try {
            return switch (key) {
                case "channel" -> words.textOr("channel." + value, value);
                case "draft" -> words.yesNo(Boolean.parseBoolean(value));
                case "method" -> words.name(IdentityMethod.valueOf(value));
                case "effectiveOn", "chargedOn" -> words.date(LocalDate.parse(value));
                case "refund", "before", "amount", "claimed", "granted" -> words.money(Money.parse(value));
                case "kind" -> words.name(Offer.Kind.valueOf(value));
                case "by" -> kind == CaseEvent.Kind.SUPERSEDED ? value : words.name(Awaiting.Who.valueOf(value));
                case "cause" -> words.name(Rejection.Cause.valueOf(value));
                case "about" -> words.name(Claim.About.valueOf(value));
                case "outcome" -> words.name(Answer.Outcome.valueOf(value));
                case "task", "activity" -> step(value, words);
                case "resolution" -> words.textOr("resolution." + value, value);
                case "result" -> words.textOr("chase." + value, value);
                default -> value;
            };
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return value;
        }
    }

    /** A step of a model by its id: in words where there are any, else as its label reads. */
    private static String step(String id, Words words) {
        String name = id.replaceFirst("^\\w+?_", "");
        String label = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        String told =
                label.isEmpty() ? id : label.charAt(0) + label.substring(1).toLowerCase(words.locale());
        return words.textOr("step." + name, told);
    }
}
