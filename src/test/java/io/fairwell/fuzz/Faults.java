package io.fairwell.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairwell.fuzz.Values.Spot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes one thing wrong with what was right. */
final class Faults {

    /** Stands for what cannot be a value of the tree; replaced in the text. */
    private static final String MARK = "\u0001poison\u0001";

    private static final String MARK_IN_JSON = "\"\\u0001poison\\u0001\"";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Random random;

    Faults(Random random) {
        this.random = random;
    }

    /** The body as text, with a fault at one of its places: just beyond what the schema allows, or anything at all. */
    String oneFault(JsonNode body, List<Spot> spots) {
        if (spots.isEmpty()) {
            return Poison.one(Poison.JSON, random);
        }
        Spot spot = Poison.one(spots, random);
        switch (random.nextInt(8)) {
            case 0 -> remove(spot);
            case 1 -> add(spot);
            case 2 -> spot.set(JSON.nullNode());
            case 3, 4 -> beyond(spot);
            default -> spot.set(JSON.textNode(MARK));
        }
        return text(body).replace(MARK_IN_JSON, Poison.one(Poison.JSON, random));
    }

    private void remove(Spot spot) {
        if (spot.parent() instanceof ObjectNode object) {
            object.remove(spot.key());
        } else {
            spot.set(JSON.arrayNode());
        }
    }

    private void add(Spot spot) {
        if (spot.parent() instanceof ObjectNode object) {
            object.set(random.nextBoolean() ? "surprise" : spot.key() + " ", spot.value());
        } else {
            spot.set(JSON.objectNode());
        }
    }

    /** At or one step beyond a border that the schema draws. */
    private void beyond(Spot spot) {
        JsonNode schema = spot.schema();
        JsonNode now = spot.value();
        if (schema.has("maxLength")) {
            spot.set(JSON.textNode("x".repeat(schema.path("maxLength").asInt() + random.nextInt(2))));
        } else if (now.isInt()) {
            spot.set(JSON.numberNode(Poison.one(List.of(-1L, 0L, 1L << 31, Long.MAX_VALUE), random)));
        } else if (now.isTextual()) {
            spot.set(JSON.textNode(Poison.one(
                    List.of(now.asText() + " ", now.asText().toLowerCase(Locale.ROOT), now.asText() + "0"), random)));
        } else if (now.isBoolean()) {
            spot.set(JSON.textNode(now.asText()));
        } else {
            spot.set(JSON.arrayNode().add(now));
        }
    }

    /** Whatever the body is: cut, doubled, sprinkled with poison, or another one altogether. */
    byte[] spoilt(String body) {
        String text = body;
        for (int times = random.nextInt(3); times >= 0; times--) {
            int at = random.nextInt(text.length() + 1);
            text = switch (random.nextInt(7)) {
                case 0 -> text.substring(0, at);
                case 1 -> text + text;
                case 2, 3 -> text.substring(0, at) + Poison.one(Poison.JSON, random) + text.substring(at);
                case 4 -> text.substring(0, at) + (char) random.nextInt(0x250) + text.substring(at);
                case 5 -> doubledField(text);
                default -> Poison.body(random);
            };
        }
        byte[] bytes = text.getBytes(random.nextInt(12) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(6) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(0x100);
        }
        return bytes;
    }

    private static String doubledField(String text) {
        int comma = text.indexOf(',');
        return text.startsWith("{") && comma > 0 ? "{" + text.substring(1, comma) + "," + text.substring(1) : text;
    }

    static String text(JsonNode body) {
        try {
            return MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
