package io.fairwell.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.properties.SwaggerUiConfigParameters;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.properties.SwaggerUiOAuthProperties;
import org.springdoc.webmvc.core.configuration.MultipleOpenApiSupportConfiguration;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springdoc.webmvc.ui.SwaggerConfig;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@Import(OpenApiConfiguration.class)
@ImportAutoConfiguration({
    SpringDocConfiguration.class,
    SpringDocConfigProperties.class,
    SpringDocWebMvcConfiguration.class,
    MultipleOpenApiSupportConfiguration.class,
    SwaggerConfig.class,
    SwaggerUiConfigProperties.class,
    SwaggerUiConfigParameters.class,
    SwaggerUiOAuthProperties.class
})
class OpenApiTest extends WebTest {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void everyOperationIsDocumentedAndEveryDocumentedOneExists() throws Exception {
        Set<String> built = new TreeSet<>();
        mappings.getHandlerMethods().forEach((mapping, method) -> {
            if (method.getBeanType().getPackageName().equals("io.fairwell.api")) {
                mapping.getPatternValues().stream()
                        .filter(path -> !path.startsWith("/problems"))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> built.add(verb + " " + path)));
            }
        });
        Set<String> documented = new TreeSet<>();
        OpenApiConfiguration.contract()
                .getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((verb, operation) -> documented.add(verb + " " + path)));

        assertThat(documented).isEqualTo(built).hasSizeGreaterThan(20);
    }

    @Test
    void isServedAsOpenApi31WithEverythingItRefersTo() throws Exception {
        String json = web.perform(get("/api/openapi.json"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        JsonNode document = new ObjectMapper().readTree(json);

        assertThat(document.path("openapi").asText()).startsWith("3.1");
        assertThat(document.at("/components/securitySchemes/oauth/flows/clientCredentials/tokenUrl")
                        .asText())
                .isEqualTo("/oauth2/token");
        assertThat(document.at("/paths/~1api~1v1~1cancellations/post/parameters/0/$ref")
                        .asText())
                .isEqualTo("#/components/parameters/IdempotencyKey");
        assertThat(document.at("/components/schemas/Case/properties/effectiveOn/type")
                        .toString())
                .contains("null");
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
    }

    @Test
    void readablePageNeedsNoOtherHost() throws Exception {
        web.perform(get("/api/docs"))
                .andExpect(status().is3xxRedirection())
                .andExpect(redirectedUrl("/api/swagger-ui/index.html"));
        web.perform(get("/api/swagger-ui/index.html"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("swagger-ui-bundle.js")))
                .andExpect(content().string(org.hamcrest.Matchers.not(containsString("https://"))));
    }
}
