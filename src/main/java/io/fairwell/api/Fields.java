package io.fairwell.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object field by field and notes every fault with its pointer. A method answers null for an absent field,
 * for an explicit null and for a faulty one; {@link Faults#throwIfAny()} has to come before the values are used.
 */
final class Fields {

    static final int ID_LENGTH = 100;
    private static final int ENTRIES = 1000;
    private static final int POINTER_LENGTH = 200;
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s<>\",;]{1,64}@[^@\\s<>\",;]{1,190}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()./-]{3,30}");

    private final ObjectNode object;
    private final String pointer;
    private final Faults faults;
    private final Set<String> known = new HashSet<>();

    private Fields(ObjectNode object, String pointer, Faults faults) {
        this.object = object;
        this.pointer = pointer;
        this.faults = faults;
    }

    static Fields of(JsonNode body, Faults faults) {
        if (body instanceof ObjectNode object) {
            return new Fields(object, "", faults);
        }
        faults.add("", Fault.WRONG_TYPE, "object");
        return new Fields(JsonNodeFactory.instance.objectNode(), "", faults);
    }

    Faults faults() {
        return faults;
    }

    /** The pointer of one of these fields. */
    String at(String name) {
        String escaped = name.replace("~", "~0").replace("/", "~1");
        return pointer + "/"
                + (escaped.length() > POINTER_LENGTH ? escaped.substring(0, POINTER_LENGTH) + "…" : escaped);
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    Fields need(String... names) {
        for (String name : names) {
            if (!has(name)) {
                faults.add(at(name), Fault.MISSING);
            }
        }
        return this;
    }

    /** To be called last: everything that was not asked for is unknown. */
    void rejectOthers() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                faults.add(at(name), Fault.UNKNOWN_FIELD);
            }
        });
    }

    Set<String> names() {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    boolean isText(String name) {
        return object.path(name).isTextual();
    }

    @Nullable
    Fields object(String name) {
        JsonNode node = node(name, JsonNode::isObject, "object");
        return node == null ? null : new Fields((ObjectNode) node, at(name), faults);
    }

    @Nullable
    Boolean flag(String name) {
        JsonNode node = node(name, JsonNode::isBoolean, "boolean");
        return node == null ? null : (Boolean) node.booleanValue();
    }

    int number(String name, int otherwise, int least, int most) {
        JsonNode node = node(name, JsonNode::isIntegralNumber, "integer");
        if (node == null) {
            return otherwise;
        }
        if (!node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            faults.add(at(name), Fault.OUT_OF_RANGE, Integer.toString(least), Integer.toString(most));
            return otherwise;
        }
        return node.intValue();
    }

    /** An identifier: visible characters, not empty. */
    @Nullable
    String id(String name) {
        return text(name, ID_LENGTH, Characters::isId, false);
    }

    /** One line for people, not blank. */
    @Nullable
    String line(String name, int longest) {
        return text(name, longest, Characters::isLine, false);
    }

    /** Text for people; may have lines, may be empty. */
    @Nullable
    String words(String name, int longest) {
        return text(name, longest, Characters::isText, true);
    }

    @Nullable
    String email(String name) {
        return matching(name, 254, EMAIL, Fault.BAD_EMAIL);
    }

    @Nullable
    String phone(String name) {
        return matching(name, 32, PHONE, Fault.BAD_PHONE);
    }

    private @Nullable String matching(String name, int longest, Pattern form, Fault fault) {
        String text = line(name, longest);
        if (text != null && !form.matcher(text).matches()) {
            faults.add(at(name), fault);
            return null;
        }
        return text;
    }

    @Nullable
    String webAddress(String name) {
        return parsed(name, 2000, Fault.BAD_URL, text -> {
            URI uri = URI.create(text);
            if (uri.getHost() == null
                    || uri.getUserInfo() != null
                    || !List.of("http", "https").contains(uri.getScheme())) {
                throw new IllegalArgumentException("not an address of the web");
            }
            return text;
        });
    }

    @Nullable
    LocalDate date(String name) {
        return parsed(name, 10, Fault.BAD_DATE, text -> {
            if (!DATE.matcher(text).matches()) {
                throw new IllegalArgumentException("not an ISO date");
            }
            return LocalDate.parse(text);
        });
    }

    @Nullable
    Instant instant(String name) {
        return parsed(name, 40, Fault.BAD_INSTANT, text -> {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            // PostgreSQL's own calendar ends earlier than Java's.
            if (instant.isBefore(Instant.EPOCH) || instant.isAfter(Instant.parse("9999-12-31T00:00:00Z"))) {
                throw new IllegalArgumentException("out of any sensible range");
            }
            return instant;
        });
    }

    <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        String text = text(name, ID_LENGTH, Characters::isLine, true);
        if (text == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        faults.add(
                at(name),
                Fault.UNKNOWN_VALUE,
                String.join(
                        ", ",
                        Arrays.stream(type.getEnumConstants()).map(Enum::name).toList()));
        return null;
    }

    @Nullable
    String choice(String name, List<String> allowed) {
        String text = text(name, ID_LENGTH, Characters::isLine, true);
        if (text != null && !allowed.contains(text)) {
            faults.add(at(name), Fault.UNKNOWN_VALUE, String.join(", ", allowed));
            return null;
        }
        return text;
    }

    /** @param parser throws IllegalArgumentException or DateTimeException for what it cannot read */
    <T> @Nullable T parsed(String name, int longest, Fault fault, java.util.function.Function<String, T> parser) {
        String text = text(name, longest, any -> true, true);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            faults.add(at(name), fault);
            return null;
        }
    }

    List<String> ids(String name) {
        return list(name, (node, at) -> {
            if (!node.isTextual()) {
                faults.add(at, Fault.WRONG_TYPE, "string");
                return null;
            }
            return checked(node.textValue(), at, ID_LENGTH, Characters::isId, false);
        });
    }

    private List<String> list(String name, BiFunction<JsonNode, String, @Nullable String> reader) {
        JsonNode node = node(name, JsonNode::isArray, "array");
        List<String> values = new ArrayList<>();
        if (node != null && node.size() > ENTRIES) {
            faults.add(at(name), Fault.TOO_LONG, Integer.toString(ENTRIES));
        } else if (node != null) {
            for (int i = 0; i < node.size(); i++) {
                String value = reader.apply(node.get(i), at(name) + "/" + i);
                if (value != null) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    private @Nullable String text(String name, int longest, Predicate<String> allowed, boolean blank) {
        JsonNode node = node(name, JsonNode::isTextual, "string");
        return node == null ? null : checked(node.textValue(), at(name), longest, allowed, blank);
    }

    private @Nullable String checked(
            String text, String at, int longest, Predicate<String> allowed, boolean blankAllowed) {
        if (text.length() > longest) {
            faults.add(at, Fault.TOO_LONG, Integer.toString(longest));
        } else if (!blankAllowed && text.isBlank()) {
            faults.add(at, Fault.BLANK);
        } else if (!allowed.test(text)) {
            faults.add(at, Fault.BAD_CHARACTERS);
        } else {
            return text;
        }
        return null;
    }

    private @Nullable JsonNode node(String name, Predicate<JsonNode> type, String expected) {
        known.add(name);
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!type.test(node)) {
            faults.add(at(name), Fault.WRONG_TYPE, expected);
            return null;
        }
        return node;
    }
}
