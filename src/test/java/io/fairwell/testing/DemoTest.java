package io.fairwell.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/**
 * As {@link FairwellTest}, but as a demo, with further clients ({@code reader} is of another tenant), and with its
 * engine under the name that the engine's REST interface and web applications ask for. That name is one for the whole
 * JVM, so there can be only one such context: add properties here rather than at a test class.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@FairwellTest
@TestPropertySource(
        properties = {
            "fairwell.demo=true",
            "camunda.bpm.generate-unique-process-engine-name=false",
            // the secret of all is: reader-secret
            "fairwell.security.clients.reader.secret={bcrypt}$2a$04$quHUQeh97I4zFdoM0.fCb.zXJ.trby6K0e90uNcI3Jfz9H8WHqBRm",
            "fairwell.security.clients.reader.scopes=cancellation:read",
            "fairwell.security.clients.reader.tenant=north",
            "fairwell.security.clients.analyst.secret={bcrypt}$2a$04$quHUQeh97I4zFdoM0.fCb.zXJ.trby6K0e90uNcI3Jfz9H8WHqBRm",
            "fairwell.security.clients.analyst.scopes=rules:deploy",
            // changes rules with nobody's help, if it could
            "fairwell.security.clients.loner.secret={bcrypt}$2a$04$quHUQeh97I4zFdoM0.fCb.zXJ.trby6K0e90uNcI3Jfz9H8WHqBRm",
            "fairwell.security.clients.loner.scopes=rules:deploy,rules:approve",
            "fairwell.security.clients.northerner.secret={bcrypt}$2a$04$quHUQeh97I4zFdoM0.fCb.zXJ.trby6K0e90uNcI3Jfz9H8WHqBRm",
            "fairwell.security.clients.northerner.scopes=rules:deploy,rules:approve",
            "fairwell.security.clients.northerner.tenant=north",
            "fairwell.security.clients.shop.secret={bcrypt}$2a$04$quHUQeh97I4zFdoM0.fCb.zXJ.trby6K0e90uNcI3Jfz9H8WHqBRm",
            "fairwell.security.clients.shop.scopes=cancellation:read,cancellation:write,cancellation:attest,subscription:write"
        })
public @interface DemoTest {}
