package io.fairwell.process;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/** Named texts for expressions in the models; a type of its own, so that no other map is taken for one. */
public final class ModelValues extends AbstractMap<String, String> {

    private final Map<String, String> values;

    ModelValues(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return values.entrySet();
    }
}
