package io.fairwell.process.guard;

import io.fairwell.process.rules.Fault;
import io.fairwell.process.rules.FindingTexts;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.variable.serializer.AbstractTypedValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.JavaObjectSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.ValueFields;
import org.camunda.bpm.engine.impl.variable.serializer.VariableSerializers;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.impl.value.UntypedValueImpl;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Refuses variables that are objects, in every format: nothing that came from outside is ever turned into an instance
 * of a class. Stands where the engine keeps what writes and reads them.
 */
public final class NoObjects extends AbstractTypedValueSerializer<ObjectValue> {

    private final FindingTexts texts;

    private NoObjects(FindingTexts texts) {
        super(ValueType.OBJECT);
        this.texts = texts;
    }

    /** Puts this in the place of all that the engine has for objects. */
    public static void replaceAll(VariableSerializers serializers, FindingTexts texts) {
        serializers.getSerializers().stream()
                .filter(serializer -> ValueType.OBJECT.equals(serializer.getType()))
                .forEach(serializers::removeSerializer);
        serializers.addSerializer(new NoObjects(texts));
    }

    /** Under the name of the engine's own, so that what was ever stored by that comes here to be read. */
    @Override
    public String getName() {
        return JavaObjectSerializer.NAME;
    }

    /**
     * Dates and periods, which the engine keeps of the inputs of a decision, are kept as they are written. What the
     * engine itself hands on within a transaction, such as the result of a decision, is never written.
     */
    @Override
    public void writeValue(ObjectValue value, ValueFields fields) {
        boolean handedOn = value.isTransient() && value.isDeserialized();
        if (value.isDeserialized() && isTime(value.getValue())) {
            fields.setTextValue(value.getValue().toString());
        } else if (!handedOn) {
            throw new BadUserRequestException(texts.of(Fault.OBJECT_VARIABLE));
        }
    }

    private static boolean isTime(@Nullable Object value) {
        return value instanceof Temporal || value instanceof TemporalAmount;
    }

    /** @return as a text; nothing for what was ever stored by the engine's own */
    @Override
    public ObjectValue readValue(ValueFields fields, boolean deserialize, boolean isTransient) {
        return Variables.objectValue(fields.getByteArrayValue() == null ? fields.getTextValue() : null)
                .create();
    }

    /** What no other can, too: it comes last. */
    @Override
    public boolean canHandle(TypedValue value) {
        return true;
    }

    @Override
    protected boolean canWriteValue(TypedValue value) {
        return true;
    }

    @Override
    public ObjectValue convertToTypedValue(UntypedValueImpl value) {
        return Variables.objectValue(value.getValue(), value.isTransient()).create();
    }
}
