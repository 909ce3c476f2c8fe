package io.fairwell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairwell.testing.RunningDemo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** README's tour, pasted into a shell on a machine where the demo has just been started, answers what README says. */
class ReadmeTourIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void theTourAnswersAsPrinted(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(isThere("bash", "-c", "curl --version"), "no bash or no curl on this machine");
        ReadmeTour tour = ReadmeTour.in(Files.readString(Path.of("README.md")));
        assertThat(tour.steps()).hasSizeGreaterThan(10);
        if (!isThere("python3", "-c", "import requests")) {
            LoggerFactory.getLogger(ReadmeTourIT.class)
                    .warn("no python3 with requests here: README's snippet is not run");
            tour = tour.without("python");
        }
        List<String> outputs;
        try (RunningDemo demo = RunningDemo.startAsShipped()) {
            outputs = tour.run(demo.baseUrl(), folder);
        }
        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < outputs.size(); i++) {
            ReadmeTour.Step step = tour.steps().get(i);
            softly.assertThat(comparable(outputs.get(i), step.kind()))
                    .as(step.command())
                    .isEqualTo(comparable(step.output(), step.kind()));
        }
        softly.assertAll();
    }

    /** JSON is wrapped in README, so what it says is compared and not how. */
    private static String comparable(String output, String kind) throws JsonProcessingException {
        String normal = Placeholders.in(output.strip());
        return kind.equals("json") ? JSON.readTree(normal).toPrettyString() : normal;
    }

    private static boolean isThere(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
