package io.fairwell.security;

import io.fairwell.testing.FairwellTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The whole application as a demo, with one more client in another tenant and a page to look at. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@FairwellTest
@TestPropertySource(
        properties = {
            "fairwell.demo=true",
            "camunda.bpm.generate-unique-process-engine-name=false",
            // the secret is: reader-secret
            "fairwell.security.clients.reader.secret={bcrypt}$2a$04$quHUQeh97I4zFdoM0.fCb.zXJ.trby6K0e90uNcI3Jfz9H8WHqBRm",
            "fairwell.security.clients.reader.scopes=cancellation:read",
            "fairwell.security.clients.reader.tenant=north"
        })
@Import(Probe.class)
@interface SecurityTest {}
