package io.fairwell.process;

import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** What an attacker wants to run: it counts how often it ran. Public, with a public constructor, as exploits need it. */
public class EvilDeed implements JavaDelegate, Serializable {

    static final AtomicInteger DONE = new AtomicInteger();

    /** Makes one of these, with nothing but a text to begin with. */
    static final String EXPRESSION = "${''.getClass().forName('io.fairwell.process.EvilDeed').newInstance()}";

    private static final long serialVersionUID = 1L;

    public EvilDeed() {
        DONE.incrementAndGet();
    }

    @Override
    public void execute(DelegateExecution execution) {
        DONE.incrementAndGet();
    }

    private void readObject(ObjectInputStream in) throws java.io.IOException, ClassNotFoundException {
        in.defaultReadObject();
        DONE.incrementAndGet();
    }
}
