package io.fairwell.process.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What was found out lately. A bundle is looked at more than once before it is deployed, and most of it stays what it
 * was.
 *
 * @param <K> all that the answer depends on
 */
final class Remembered<K, V> {

    private static final int MOST = 100;

    private final Map<K, V> latest = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    });

    V get(K key, Supplier<V> answer) {
        V known = latest.get(key);
        if (known == null) {
            known = answer.get();
            latest.put(key, known);
        }
        return known;
    }
}
