package io.fairwell.security;

import jakarta.servlet.http.HttpSession;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends sessions of people wherever they are open; they are in the database, so on all nodes at once. */
@Component
class PeopleSessions {

    private final SerializingConverter serializer = new SerializingConverter();
    private final JdbcClient jdbc;

    PeopleSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void endAll(String userId) {
        jdbc.sql("DELETE FROM web_session WHERE principal_name = ?")
                .param(userId)
                .update();
    }

    void endOthers(String userId, HttpSession own) {
        jdbc.sql("DELETE FROM web_session WHERE principal_name = ? AND session_id <> ?")
                .param(userId)
                .param(own.getId())
                .update();
    }

    /** @param name of an attribute that only this session has with this value */
    void endWith(String name, String value) {
        jdbc.sql("DELETE FROM web_session WHERE primary_id IN (SELECT session_primary_id FROM web_session_attributes"
                        + " WHERE attribute_name = ? AND attribute_bytes = ?)")
                .param(name)
                .param(serializer.convert(value))
                .update();
    }
}
