package io.fairwell.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values that a schema allows and that, where the name says what is meant, make sense. */
final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private static final Map<String, List<String>> SENSIBLE = Map.ofEntries(
            Map.entry("jurisdiction", List.of("CN", "EU", "US", "GB", "ZZ")),
            Map.entry("timeZone", List.of("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Apia", "UTC")),
            Map.entry("billingPeriod", List.of("P1M", "P1Y", "P30D", "P1W")),
            Map.entry("amount", List.of("22.00", "0.01", "108.00", "99999.99", "0.00")),
            Map.entry("currency", List.of("CNY", "CNY", "CNY", "EUR", "USD")),
            Map.entry("code", List.of("123456", "000000")),
            Map.entry("email", List.of("a@example.org", "王芳@example.org", "\"a b\"@example.org")),
            Map.entry("phone", List.of("+8613800138000", "+491701234567")),
            Map.entry("cardMask", List.of("622588XXXXXX1234")),
            Map.entry("card_no", List.of("622588XXXXXX1234", "6225880000001234")),
            Map.entry("callbackUrl", List.of("https://example.org/hook")),
            Map.entry("attestedBy", List.of("app-login")),
            Map.entry("channel", List.of("API", "WEB", "BRANCH", "LETTER")),
            Map.entry("reason", List.of("personal_choice", "OTHER")),
            Map.entry("text", List.of("words", "退订请求 👩‍👩‍👧‍👦", "a\nb\tc", "\u202eabc")));

    private static final Map<String, int[]> DAYS_FROM_TODAY = Map.of(
            "declaredOn", new int[] {-1, 0},
            "date", new int[] {1, 60},
            "chargedOn", new int[] {-30, 0},
            "termStart", new int[] {-300, -5},
            "paidOn", new int[] {-300, -5},
            "termEnd", new int[] {1, 400});

    /** A place in a value that was made: an object and its field, or an array and its index as text. */
    record Spot(JsonNode parent, String key, JsonNode schema) {

        JsonNode value() {
            return parent instanceof ArrayNode array ? array.get(Integer.parseInt(key)) : parent.get(key);
        }

        void set(JsonNode value) {
            if (parent instanceof ArrayNode array) {
                array.set(Integer.parseInt(key), value);
            } else {
                ((ObjectNode) parent).set(key, value);
            }
        }
    }

    private final Contract contract;
    private final World world;
    private final Random random;
    private final List<Spot> spots = new ArrayList<>();

    Values(Contract contract, World world, Random random) {
        this.contract = contract;
        this.world = world;
        this.random = random;
    }

    /** All places in all values made so far. */
    List<Spot> spots() {
        return List.copyOf(spots);
    }

    JsonNode valid(String name, JsonNode reference) {
        JsonNode schema = contract.resolved(reference);
        for (String choice : List.of("oneOf", "allOf")) {
            if (schema.has(choice)) {
                JsonNode choices = schema.path(choice);
                return valid(name, choices.get(random.nextInt(choices.size())));
            }
        }
        if (schema.has("enum")) {
            JsonNode allowed = schema.path("enum");
            return allowed.get(random.nextInt(allowed.size()));
        }
        JsonNode type = schema.path("type");
        if (type.isArray() && random.nextInt(8) == 0) {
            return JSON.nullNode();
        }
        return switch (type.isArray() ? type.get(0).asText() : type.asText("object")) {
            case "object" -> object(schema);
            case "array" -> array(name, schema);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "integer" -> JSON.numberNode(schema.path("minimum").asInt(0) + random.nextInt(20));
            case "null" -> JSON.nullNode();
            default -> JSON.textNode(text(name, schema));
        };
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode made = JSON.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(one -> required.add(one.asText()));
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || random.nextBoolean()) {
                made.set(property.getKey(), valid(property.getKey(), property.getValue()));
                spots.add(new Spot(made, property.getKey(), contract.resolved(property.getValue())));
            }
        });
        if (schema.has("additionalProperties")) {
            for (String key : List.of("en", "zh-CN")) {
                made.put(key, "Plan · 套餐");
                spots.add(new Spot(made, key, schema.path("additionalProperties")));
            }
        }
        return made;
    }

    private ArrayNode array(String name, JsonNode schema) {
        ArrayNode made = JSON.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            made.add(valid(name, schema.path("items")));
            spots.add(new Spot(made, String.valueOf(made.size() - 1), schema.path("items")));
        }
        return made;
    }

    private String text(String name, JsonNode schema) {
        if (world.known().containsKey(name)) {
            return Poison.one(world.known().get(name), random);
        }
        if (DAYS_FROM_TODAY.containsKey(name)) {
            int[] range = DAYS_FROM_TODAY.get(name);
            return TODAY.plusDays(range[0] + random.nextInt(range[1] - range[0] + 1))
                    .toString();
        }
        if (schema.path("format").asText().equals("date-time")) {
            return Instant.now()
                    .minus(random.nextInt(100), ChronoUnit.HOURS)
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
        }
        return SENSIBLE.containsKey(name) ? Poison.one(SENSIBLE.get(name), random) : "x" + random.nextInt(1000);
    }
}
