package io.fairwell.process;

import java.nio.file.Path;

/** The configured directory holds no models. */
class NoModels extends RuntimeException {

    NoModels(Path directory) {
        super("There is no cancellation.bpmn in " + directory);
    }
}
