package io.fairwell.harness;

import org.junit.jupiter.api.Test;

/** The long form; not part of a usual build, see the profile {@code endurance}. */
class Endurance {

    @Test
    void nothingIsLostDoubledOrStuck() throws Exception {
        Verdict.on(Size.endurance());
    }
}
