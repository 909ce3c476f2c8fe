package io.fairwell;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Who may use whom, as the package-info files say: no cycles, no reach into another module's insides. */
class ModulesTest {

    @Test
    void everyModuleUsesOnlyWhatItDeclares() {
        ApplicationModules.of(FairwellApplication.class).verify();
    }
}
