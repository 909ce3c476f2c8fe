package io.fairwell.process.rules;

import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The few forms of expression that models and stored queries may contain. Whatever else the engine's language could say
 * (methods, the engine's own objects, classes, several parts in one text) does not exist here.
 */
public final class Expressions {

    private static final String NAME = "([a-zA-Z][a-zA-Z0-9]*)";
    private static final Pattern PLAIN = Pattern.compile("\\$\\{" + NAME + "}");
    private static final Pattern CONDITION = Pattern.compile("\\$\\{" + NAME + "(?: == '([A-Z][A-Z_]*)')?}");
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{" + NAME + "\\." + NAME + "}");
    private static final Pattern QUERY =
            Pattern.compile("\\$\\{ ?(?:currentUser\\(\\)|currentUserGroups\\(\\)|now\\(\\)"
                    + "|dateTime\\(\\)(?:\\.(?:plus|minus)(?:Minutes|Hours|Days|Weeks|Months|Years)\\(\\d{1,4}\\)"
                    + "|\\.withTimeAtStartOfDay\\(\\))*(?:\\.toDate\\(\\))?) ?}");

    /** By these the engine hands out itself, or who is signed in. */
    private static final Set<String> OF_THE_ENGINE =
            Set.of("execution", "task", "caseExecution", "externalTask", "authenticatedUserId", "variableContext");

    private Expressions() {}

    /** Whether it says nothing but what stands there. */
    public static boolean isLiteral(String text) {
        return !text.contains("${") && !text.contains("#{");
    }

    /** {@code ${draft}}, {@code ${where == 'HERE'}} or {@code ${groups.support}}. */
    public static boolean isForModels(String text) {
        return first(CONDITION, text).isPresent() || first(PROPERTY, text).isPresent();
    }

    /** {@code ${currentUser()}}, {@code ${currentUserGroups()}}, {@code ${now()}}, or a date reckoned from now. */
    public static boolean isForQueries(String text) {
        return QUERY.matcher(text).matches();
    }

    /** Whether the engine would answer with one of its own objects. */
    public static boolean isOfTheEngine(String name) {
        return OF_THE_ENGINE.contains(name);
    }

    /** The one name in {@code ${name}}. */
    static Optional<String> name(String text) {
        return first(PLAIN, text).map(match -> match.group(1));
    }

    /** Group 1 is the variable; group 2 is the word that it is compared with, or null. */
    static Optional<MatchResult> condition(String text) {
        return first(CONDITION, text);
    }

    /** The property in {@code ${bean.property}}. */
    static Optional<String> property(String text, String bean) {
        return first(PROPERTY, text)
                .filter(match -> match.group(1).equals(bean))
                .map(match -> match.group(2));
    }

    private static Optional<MatchResult> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() && !OF_THE_ENGINE.contains(matcher.group(1))
                ? Optional.of(matcher.toMatchResult())
                : Optional.empty();
    }
}
