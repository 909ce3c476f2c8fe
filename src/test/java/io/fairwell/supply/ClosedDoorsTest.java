package io.fairwell.supply;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.fairwell.testing.FairwellTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** What libraries bring along that we do not offer: the page that asks for consent, codes for devices, the lists of jars. */
@FairwellTest
class ClosedDoorsTest {

    @Autowired
    private MockMvc web;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/authorize?client_id=demo-upstream&response_type=code&scope=x&state=%3Cscript%3E",
                "/oauth2/device_verification?user_code=AAAA-BBBB",
                "/oauth2/device_authorization",
                "/oauth2/introspect?token=x",
                "/oauth2/revoke?token=x",
                "/actuator/sbom",
                "/actuator/sbom/application",
                "/META-INF/sbom/application.cdx.json"
            })
    void isClosedToStrangersAndToPeople(String path) throws Exception {
        web.perform(get(path)).andExpect(status().isFound()).andExpect(redirectedUrl("/login"));
        web.perform(get(path).with(user("administrator"))).andExpect(status().isForbidden());
    }
}
