package io.fairwell;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Fairwell: engine, REST, pages and workers in one process. */
@SpringBootApplication
public class FairwellApplication {

    public static void main(String[] args) {
        SpringApplication.run(FairwellApplication.class, args);
    }
}
