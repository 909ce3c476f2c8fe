package io.fairwell.api;

import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import java.io.IOException;
import java.io.InputStream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/**
 * Publishes the contract as it is written in {@code openapi/fairwell.yaml}. Requests are read field by field, so there
 * are no classes that it could be derived from; a test holds it and the controllers together.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    @Bean
    GlobalOpenApiCustomizer writtenContract() throws IOException {
        OpenAPI contract = contract();
        return published -> {
            published.setInfo(contract.getInfo());
            published.setServers(contract.getServers());
            published.setSecurity(contract.getSecurity());
            published.setTags(contract.getTags());
            published.setPaths(contract.getPaths());
            published.setComponents(contract.getComponents());
        };
    }

    static OpenAPI contract() throws IOException {
        try (InputStream yaml = new ClassPathResource("openapi/fairwell.yaml").getInputStream()) {
            return Yaml31.mapper().readValue(yaml, OpenAPI.class);
        }
    }
}
