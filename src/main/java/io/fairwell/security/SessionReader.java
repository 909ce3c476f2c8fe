package io.fairwell.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ConfigurableObjectInputStream;
import org.springframework.core.convert.converter.Converter;

/**
 * Reads what is kept in a session. What cannot be read, because another version wrote it, counts as absent: the person
 * signs in again. Only what belongs into a session is read at all.
 */
class SessionReader implements Converter<byte[], Object> {

    private static final Logger LOG = LoggerFactory.getLogger(SessionReader.class);

    private static final ObjectInputFilter KNOWN = ObjectInputFilter.Config.createFilter("maxdepth=20;maxbytes=1000000;"
            + "java.lang.*;java.util.*;java.util.concurrent.*;java.time.*;java.net.*;jakarta.servlet.http.Cookie;"
            + "org.springframework.web.servlet.FlashMap;org.springframework.util.LinkedMultiValueMap;org.springframework.util.MultiValueMapAdapter;"
            + "org.springframework.security.**;org.camunda.bpm.webapp.impl.security.auth.*;!*");

    @Override
    public @Nullable Object convert(byte[] stored) {
        try (var input = new ConfigurableObjectInputStream(
                new ByteArrayInputStream(stored), SessionReader.class.getClassLoader())) {
            input.setObjectInputFilter(KNOWN);
            return input.readObject();
        } catch (IOException | ClassNotFoundException | LinkageError e) {
            LOG.warn("Part of a session cannot be read and is dropped: {}", e.toString());
            return null;
        }
    }
}
