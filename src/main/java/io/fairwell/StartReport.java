package io.fairwell;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The last words of a start: what is where, and whether this is a demo. */
@Component
class StartReport {

    private static final Logger LOG = LoggerFactory.getLogger(StartReport.class);

    private final Environment environment;

    StartReport(Environment environment) {
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void ready() {
        LOG.info("{}", text());
    }

    String text() {
        return environment.getProperty("fairwell.demo", Boolean.class, false) ? demo() : operation();
    }

    private String demo() {
        return """
                Fairwell is ready.

                  Start here        %1$s/
                  Tasklist          %1$s/camunda/app/tasklist/
                  API and its docs  %1$s/api/docs
                  Customers' mails  %1$s/mailbox
                  Token for the API curl -u demo-upstream:demo-secret -d grant_type=client_credentials %1$s/oauth2/token

                This is the demo: demo people with known passwords, demo subscriptions, nothing is sent or paid for real.
                Its data is in the folder %2$s. Do not use it in production: configure spring.datasource.url first.
                """.formatted(
                        "http://localhost:" + environment.getProperty("local.server.port", "8080"),
                        environment.getProperty("fairwell.home", ".fairwell"));
    }

    private String operation() {
        var url = environment.getProperty("fairwell.public-url", "").replaceAll("/+$", "");
        return """
                Fairwell is ready.

                  Start here        %1$s/
                  Tasklist          %1$s/camunda/app/tasklist/
                  API and its docs  %1$s/api/docs
                  Health            %1$s/actuator/health/readiness
                """.formatted(url);
    }
}
