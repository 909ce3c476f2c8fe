package io.fairwell.process.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an output must be for the application to understand it. */
sealed interface OutputKind {

    /** @return what is wrong, null for nothing */
    @Nullable
    Fault check(@Nullable Object output);

    /** What the text of a fault may mention. */
    default List<Object> arguments() {
        return List.of();
    }

    /** An ISO 8601 period in days, months or years, or "" for none. */
    record IsoPeriod(boolean optional) implements OutputKind {
        @Override
        public @Nullable Fault check(@Nullable Object output) {
            if (!(output instanceof String text)) {
                return Fault.NOT_A_PERIOD;
            }
            if (text.isEmpty()) {
                return optional ? null : Fault.BLANK;
            }
            try {
                return Period.parse(text).isNegative() ? Fault.NEGATIVE : null;
            } catch (DateTimeParseException e) {
                return Fault.NOT_A_PERIOD;
            }
        }
    }

    /** 0 to 100. */
    record Percent() implements OutputKind {
        private static final BigDecimal MOST = BigDecimal.valueOf(100);

        @Override
        public @Nullable Fault check(@Nullable Object output) {
            if (!(output instanceof Number given)) {
                return Fault.NOT_A_PERCENTAGE;
            }
            BigDecimal number = new BigDecimal(given.toString());
            return number.signum() < 0 ? Fault.NEGATIVE : number.compareTo(MOST) > 0 ? Fault.NOT_A_PERCENTAGE : null;
        }
    }

    /** Decimal text, 0 or more. */
    record Amount() implements OutputKind {
        private static final String NUMBER = "-?\\d+(\\.\\d+)?";

        @Override
        public @Nullable Fault check(@Nullable Object output) {
            if (!(output instanceof String text) || !text.matches(NUMBER)) {
                return Fault.NOT_AN_AMOUNT;
            }
            return new BigDecimal(text).signum() < 0 ? Fault.NEGATIVE : null;
        }
    }

    /** A whole number, 0 or more. */
    record Count() implements OutputKind {
        @Override
        public @Nullable Fault check(@Nullable Object output) {
            if (!(output instanceof Number given)) {
                return Fault.NOT_A_COUNT;
            }
            BigDecimal number = new BigDecimal(given.toString()).stripTrailingZeros();
            return number.signum() < 0 ? Fault.NEGATIVE : number.scale() > 0 ? Fault.NOT_A_COUNT : null;
        }
    }

    record Flag() implements OutputKind {
        @Override
        public @Nullable Fault check(@Nullable Object output) {
            return output instanceof Boolean ? null : Fault.NOT_A_FLAG;
        }
    }

    /** A day as ISO 8601 text. */
    record Day() implements OutputKind {
        @Override
        public @Nullable Fault check(@Nullable Object output) {
            try {
                return output instanceof String text && LocalDate.parse(text) != null ? null : Fault.NOT_A_DATE;
            } catch (DateTimeParseException e) {
                return Fault.NOT_A_DATE;
            }
        }
    }

    /** One of some words. */
    record Word(List<String> words) implements OutputKind {
        @Override
        public @Nullable Fault check(@Nullable Object output) {
            return output instanceof String text && words.contains(text) ? null : Fault.UNKNOWN_WORD;
        }

        @Override
        public List<Object> arguments() {
            return List.of(String.join(", ", words));
        }
    }

    /** Some of these words, with commas between. */
    record Words(List<String> words) implements OutputKind {
        @Override
        public @Nullable Fault check(@Nullable Object output) {
            return output instanceof String text && words.containsAll(List.of(text.split(" *, *")))
                    ? null
                    : Fault.UNKNOWN_WORD;
        }

        @Override
        public List<Object> arguments() {
            return List.of(String.join(", ", words));
        }
    }

    /** An ISO 8601 duration, also in hours. */
    record Within() implements OutputKind {
        @Override
        public @Nullable Fault check(@Nullable Object output) {
            try {
                return !(output instanceof String text)
                        ? Fault.NOT_A_PERIOD
                        : Duration.parse(text).isNegative() ? Fault.NEGATIVE : null;
            } catch (DateTimeParseException noHours) {
                return new IsoPeriod(false).check(output);
            }
        }
    }

    /** Any text, "" for none. */
    record Text() implements OutputKind {
        @Override
        public @Nullable Fault check(@Nullable Object output) {
            return output instanceof String ? null : Fault.BLANK;
        }
    }

    /** Any text but none at all. */
    record Code() implements OutputKind {
        @Override
        public @Nullable Fault check(@Nullable Object output) {
            return output instanceof String text && !text.isBlank() ? null : Fault.BLANK;
        }
    }

    /** Not known to the application: anything. */
    record Other() implements OutputKind {
        @Override
        public @Nullable Fault check(@Nullable Object output) {
            return null;
        }
    }
}
