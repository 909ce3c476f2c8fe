package io.fairwell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tour of README.md as a script: every {@code sh} and {@code python} block in order, each with the {@code text} or
 * {@code json} block after it as the output it promises.
 */
record ReadmeTour(List<Step> steps) {

    static final String BASE_URL = "http://localhost:8080";

    private static final Pattern TOUR = Pattern.compile("(?ms)^## A five-minute tour\n(.*?)^## ");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\n(.*?)^```$");
    private static final Set<String> COMMANDS = Set.of("sh", "python");
    private static final Set<String> OUTPUTS = Set.of("text", "json");
    private static final String MARK = "--- end of step ";
    private static final long PATIENCE_MINUTES = 4;

    /** @param kind of the output: text or json */
    record Step(String language, String command, String kind, String output) {

        private String shell() {
            return language.equals("python") ? "python3 - <<'PYTHON'\n" + command + "PYTHON\n" : command;
        }
    }

    /** @throws IllegalArgumentException if a command has no output, or an output no command */
    static ReadmeTour in(String readme) {
        Matcher tour = TOUR.matcher(readme);
        if (!tour.find()) {
            throw new IllegalArgumentException("README.md has no tour");
        }
        List<MatchResult> blocks = BLOCK.matcher(tour.group(1)).results().toList();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i += 2) {
            MatchResult command = blocks.get(i);
            MatchResult output = i + 1 < blocks.size() ? blocks.get(i + 1) : command;
            if (!COMMANDS.contains(command.group(1)) || !OUTPUTS.contains(output.group(1))) {
                throw new IllegalArgumentException(
                        "not a command with its output:\n" + command.group() + output.group());
            }
            steps.add(new Step(command.group(1), command.group(2), output.group(1), output.group(2)));
        }
        return new ReadmeTour(List.copyOf(steps));
    }

    ReadmeTour without(String language) {
        return new ReadmeTour(
                steps.stream().filter(step -> !step.language().equals(language)).toList());
    }

    /** Runs all steps in one session of bash, so that what one sets the next one knows. @return the output of each */
    List<String> run(String baseUrl, Path folder) {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            script.append(steps.get(i).shell())
                    .append("printf '\\n%s\\n' '")
                    .append(MARK)
                    .append(i)
                    .append("'\n");
        }
        String output = bash(script.toString().replace(BASE_URL, baseUrl), folder);
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            int end = output.indexOf("\n" + MARK + i + "\n");
            if (end < 0) {
                throw new AssertionError(
                        "step " + i + " did not end:\n" + steps.get(i).command() + output);
            }
            outputs.add(output.substring(0, end));
            output = output.substring(end + MARK.length() + String.valueOf(i).length() + 2);
        }
        return outputs;
    }

    private static String bash(String script, Path folder) {
        try {
            Path output = folder.resolve("output");
            Process bash = new ProcessBuilder(
                            "bash",
                            Files.writeString(folder.resolve("tour.sh"), script).toString())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!bash.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                bash.descendants().forEach(ProcessHandle::destroy);
                bash.destroy();
                throw new AssertionError("the tour got stuck after:\n" + Files.readString(output));
            }
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
