package io.fairwell.harness;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short form of the harness, part of every build. Recovery is timed, so nothing else runs beside it. */
@Tag("alone")
class ReliabilityIT {

    @Test
    void nothingIsLostDoubledOrStuck() throws Exception {
        Verdict.on(Size.inEveryBuild());
    }
}
