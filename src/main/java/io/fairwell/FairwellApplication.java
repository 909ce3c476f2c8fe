package io.fairwell;

import io.fairwell.audit.AuditCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Fairwell: engine, REST, pages and workers in one process. */
@SpringBootApplication
public class FairwellApplication {

    public static void main(String[] args) {
        if (AuditCommand.isMeant(args)) {
            System.exit(AuditCommand.run(TimeConfiguration.class, args));
        }
        SpringApplication.run(FairwellApplication.class, args);
    }
}
