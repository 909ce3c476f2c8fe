package io.fairwell.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;

/**
 * What a password has to be, after NIST SP 800-63B: long rather than colourful, not what everybody tries first, not the
 * person's own name. The engine asks for it wherever a password is set, its web applications too.
 */
class PasswordRules implements PasswordPolicy {

    static final int SHORTEST = 12;
    private static final int LONGEST = 200;

    private final List<PasswordPolicyRule> rules;

    /** @param demo whose people have their names as passwords, for everybody to see */
    PasswordRules(boolean demo) {
        // The first and the third are the engine's own names, for which its web applications have texts.
        rules = List.of(
                new Rule("PASSWORD_POLICY_LENGTH", demo, (password, user) -> length(password) >= SHORTEST),
                new Rule("PASSWORD_POLICY_LONGEST", demo, (password, user) -> length(password) <= LONGEST),
                new Rule(
                        "PASSWORD_POLICY_USER_DATA",
                        demo,
                        (password, user) -> user == null || !isAbout(password, user)),
                new Rule("PASSWORD_POLICY_COMMON", demo, (password, user) -> !Common.ALL.contains(plain(password))));
    }

    @Override
    public List<PasswordPolicyRule> getRules() {
        return rules;
    }

    /** @param name under which texts say what it asks for */
    private record Rule(String name, boolean demo, BiPredicate<String, @Nullable User> fulfilled)
            implements PasswordPolicyRule {

        @Override
        public String getPlaceholder() {
            return name;
        }

        @Override
        public Map<String, String> getParameters() {
            return Map.of("minLength", String.valueOf(SHORTEST));
        }

        @Override
        public boolean execute(String password) {
            return fulfilled.test(password, null);
        }

        @Override
        public boolean execute(String password, @Nullable User user) {
            return fulfilled.test(password, user) || demo && user != null && isOfTheDemo(password, user);
        }
    }

    private static boolean isOfTheDemo(String password, User user) {
        return password.equals(user.getId())
                && DemoPeople.ALL.stream().anyMatch(person -> person.id().equals(password));
    }

    private static int length(String password) {
        return password.codePointCount(0, password.length());
    }

    /** Whether little is left of it without what anybody knows about this person. */
    private static boolean isAbout(String password, User user) {
        String rest = plain(password);
        for (String known : new String[] {user.getId(), user.getEmail(), user.getFirstName(), user.getLastName()}) {
            if (known != null && known.length() > 2) {
                rest = rest.replace(plain(known), "");
            }
        }
        return rest.length() < SHORTEST / 2 && rest.length() < password.strip().length();
    }

    private static String plain(String password) {
        return password.toLowerCase(Locale.ROOT).strip();
    }

    /** Read at first use: what people choose where twelve characters are asked for. */
    private static final class Common {

        static final Set<String> ALL = read();

        private static Set<String> read() {
            try (var list = PasswordRules.class.getResourceAsStream("/security/common-passwords.txt")) {
                return new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(PasswordRules::plain)
                        .collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
