package io.fairwell.harness;

import org.junit.jupiter.api.Test;

/** The short form of the harness, part of every build. */
class ReliabilityIT {

    @Test
    void nothingIsLostDoubledOrStuck() throws Exception {
        Verdict.on(Size.inEveryBuild());
    }
}
