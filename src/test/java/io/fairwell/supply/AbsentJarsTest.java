package io.fairwell.supply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not there cannot be attacked. Each has weaknesses whose fixes this line of Spring does not get. */
class AbsentJarsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring-webflux",
                "spring-websocket",
                "spring-messaging",
                "spring-ldap-core",
                "spring-security-ldap",
                "spring-security-saml2-service-provider",
                "spring-security-webauthn",
                "spring-security-messaging",
                "spring-data-commons",
                "spring-cloud-",
                "reactor-netty",
                "rsocket-",
                "freemarker",
                "groovy",
                "janino",
                "password4j",
                "unboundid-ldapsdk",
                "tomcat-embed-jasper",
                "log4j-core",
                "camunda-connect",
                "camunda-engine-plugin-spin",
                "camunda-spin",
                "camunda-identity-ldap",
                "camunda-template-engines",
                "nashorn-core",
                "graal"
            })
    void isNotOnTheClassPath(String jar) {
        assertThat(ClassPath.jars()).noneMatch(name -> name.startsWith(jar));
    }

    /** Otherwise the test above would find nothing for another reason. */
    @Test
    void theClassPathIsSeen() {
        assertThat(ClassPath.jars())
                .hasSizeGreaterThan(100)
                .anyMatch(name -> name.startsWith("spring-webmvc"))
                .anyMatch(name -> name.startsWith("camunda-engine-"));
    }
}
