package io.fairwell.security;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an identity provider says about somebody who has just signed in there.
 *
 * @param id as the provider calls them now
 * @param groups of ours
 * @param tenant null where it is not said, or not clear
 */
record ExternalPerson(
        String issuer,
        String subject,
        String id,
        String firstName,
        String lastName,
        @Nullable String email,
        Set<String> groups,
        @Nullable String tenant) {

    private static final int LONGEST_NAME = 200;

    static ExternalPerson from(Map<String, Object> claims, OidcProperties properties) {
        String id = Claims.text(claims, properties.userIdClaim()).orElse("");
        return new ExternalPerson(
                String.valueOf(properties.issuer()),
                Claims.text(claims, "sub").orElseThrow(() -> new IllegalArgumentException("no sub")),
                id,
                name(Claims.text(claims, "given_name").orElse(id)),
                name(Claims.text(claims, "family_name").orElse("")),
                Claims.text(claims, "email").map(ExternalPerson::name).orElse(null),
                groups(claims, properties),
                tenant(claims, properties));
    }

    private static Set<String> groups(Map<String, Object> claims, OidcProperties properties) {
        Set<String> theirs = Claims.texts(claims, properties.groupsClaim());
        return properties.groups().byGroup().entrySet().stream()
                .filter(ours -> ours.getValue().stream().anyMatch(theirs::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable String tenant(Map<String, Object> claims, OidcProperties properties) {
        String path = properties.tenantClaim();
        if (path == null || Claims.texts(claims, path).isEmpty()) {
            return properties.defaultTenant();
        }
        return Claims.text(claims, path).orElse(null);
    }

    /** As the engine's columns can hold it. */
    private static String name(String given) {
        String clean = given.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.length() <= LONGEST_NAME ? clean : clean.substring(0, LONGEST_NAME);
    }
}
