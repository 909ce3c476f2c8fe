package io.fairwell.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/** Sessions of people in a browser are kept in the database, so that they outlive the node. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    /** Two requests of one page may be the first to keep something under the same name: the later one wins. */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionsOnPostgresql() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    /** Found by its name. */
    @Bean
    GenericConversionService springSessionConversionService() {
        GenericConversionService conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
        conversion.addConverter(byte[].class, Object.class, new SessionReader());
        return conversion;
    }

    @Bean
    SessionCleanup sessionCleanup(JdbcIndexedSessionRepository sessions) {
        return new SessionCleanup(sessions);
    }

    /** Any node may do it, and it does no harm that all do. */
    static class SessionCleanup {

        private final JdbcIndexedSessionRepository sessions;

        SessionCleanup(JdbcIndexedSessionRepository sessions) {
            this.sessions = sessions;
        }

        @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT5M")
        void removeExpired() {
            sessions.cleanUpExpiredSessions();
        }
    }
}
