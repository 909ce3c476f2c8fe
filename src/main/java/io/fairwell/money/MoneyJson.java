package io.fairwell.money;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/**
 * Jackson's view of {@link Money}: an object with the amount as a decimal string in the currency's own scale and the
 * ISO 4217 code. An amount with more decimals than the currency has is refused rather than rounded.
 */
@Component
public class MoneyJson extends SimpleModule {

    public MoneyJson() {
        super("money");
        addSerializer(Money.class, new Serializer());
        addDeserializer(Money.class, new Deserializer());
    }

    private static final class Serializer extends StdSerializer<Money> {
        Serializer() {
            super(Money.class);
        }

        @Override
        public void serialize(
                Money value, JsonGenerator json, com.fasterxml.jackson.databind.SerializerProvider provider)
                throws IOException {
            json.writeStartObject();
            json.writeStringField("amount", value.getAmount().toPlainString());
            json.writeStringField("currency", value.getCurrencyUnit().getCode());
            json.writeEndObject();
        }
    }

    private static final class Deserializer extends StdDeserializer<Money> {
        Deserializer() {
            super(Money.class);
        }

        @Override
        public Money deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode node = parser.readValueAsTree();
            String amount = text(context, node, "amount");
            String currency = text(context, node, "currency");
            try {
                return Money.of(CurrencyUnit.of(currency), new BigDecimal(amount));
            } catch (IllegalArgumentException | ArithmeticException e) {
                return (Money) context.handleWeirdStringValue(
                        Money.class, amount + " " + currency, "not an amount in a known currency");
            }
        }

        private static String text(DeserializationContext context, JsonNode node, String field) throws IOException {
            JsonNode value = node.path(field);
            if (!value.isTextual() || value.textValue().length() > 40) {
                return context.reportInputMismatch(Money.class, "expected a string in \"%s\"", field);
            }
            return value.textValue();
        }
    }
}
