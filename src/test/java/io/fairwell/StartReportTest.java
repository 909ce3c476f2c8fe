package io.fairwell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class StartReportTest {

    @Test
    void theDemoNamesEveryPlaceAndWarns() {
        var text = report(
                new MockEnvironment().withProperty("fairwell.demo", "true").withProperty("local.server.port", "8123"));

        assertThat(text)
                .contains("http://localhost:8123/camunda/app/tasklist/", "/api/docs", "/mailbox", "/oauth2/token")
                .contains("This is the demo", "Do not use it in production");
    }

    @Test
    void realOperationNamesItsPublicAddressAndNoDemoAccess() {
        var text = report(new MockEnvironment()
                .withProperty("fairwell.demo", "false")
                .withProperty("fairwell.public-url", "https://cancel.example.org/"));

        assertThat(text)
                .contains("https://cancel.example.org/camunda/app/tasklist/")
                .doesNotContain("demo", "secret", "localhost", "org//");
    }

    private static String report(MockEnvironment environment) {
        return new StartReport(environment).text();
    }
}
