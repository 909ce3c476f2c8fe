package io.fairwell.privacy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** After a restore the operator marks the keys that were destroyed since; the rest is done here, before anybody looks. */
@Component
class RestoredErasures implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(RestoredErasures.class);

    private final Erasures erasures;

    RestoredErasures(Erasures erasures) {
        this.erasures = erasures;
    }

    @Override
    public void afterSingletonsInstantiated() {
        int cases = erasures.finishDestroyed();
        if (cases > 0) {
            LOG.info("{} cases whose keys are destroyed have been erased again", cases);
        }
    }
}
