package io.fairwell.security;

import jakarta.validation.constraints.Min;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much one caller may ask of one node. Each node counts for itself.
 *
 * @param perClient requests a minute of an upstream system, by its token
 * @param perPerson requests a minute of somebody who is signed in; one page of the engine's web applications takes dozens
 * @param perAddress requests a minute of everybody else at one network address
 * @param signInsPerAddress refused attempts a minute to sign in or to get a token
 * @param bodiesPerAddress requests of one address whose bodies are on their way at the same time
 * @param bodies the same of all addresses together; each of them keeps a thread of the server waiting
 * @param trustedProxies addresses or networks (CIDR) of the proxies in front: only what these say of where a request came
 *     from is believed
 */
@Validated
@ConfigurationProperties("fairwell.limits")
record LimitProperties(
        @DefaultValue("12000") @Min(1) int perClient,
        @DefaultValue("6000") @Min(1) int perPerson,
        @DefaultValue("6000") @Min(1) int perAddress,
        @DefaultValue("60") @Min(1) int signInsPerAddress,
        @DefaultValue("32") @Min(1) int bodiesPerAddress,
        @DefaultValue("120") @Min(1) int bodies,
        @DefaultValue List<String> trustedProxies) {}
