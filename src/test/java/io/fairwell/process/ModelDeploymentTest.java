package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.Resource;

class ModelDeploymentTest {

    @TempDir
    private Path directory;

    @Test
    void deploysWhatIsInsideTheApplication() {
        assertThat(names(null))
                .contains("cancellation.bpmn", "technical-failure.bpmn", "terms.dmn", "review-refund.form");
    }

    @Test
    void deploysADirectoryWhole() throws IOException {
        for (String file : List.of("cancellation.bpmn", "extra.bpmn", "decisions/terms.dmn", "forms/one.form")) {
            Files.createDirectories(directory.resolve(file).getParent());
            Files.writeString(directory.resolve(file), "");
        }
        Files.writeString(directory.resolve("notes.txt"), "");

        assertThat(names(directory))
                .containsExactlyInAnyOrder("cancellation.bpmn", "extra.bpmn", "terms.dmn", "one.form");
    }

    @Test
    void aDirectoryWithoutTheMainModelIsRefusedByName() {
        assertThatExceptionOfType(NoModels.class)
                .isThrownBy(() -> names(directory))
                .withMessageContaining(directory.toString());
    }

    private static List<String> names(@Nullable Path directory) {
        ProcessProperties properties = new ProcessProperties(
                directory,
                new ProcessProperties.Retries("PT1S", "PT1S"),
                new ProcessProperties.Groups("support", "supervisors"));
        return new ModelDeployment(properties)
                .getDeploymentResources().stream().map(Resource::getFilename).toList();
    }
}
