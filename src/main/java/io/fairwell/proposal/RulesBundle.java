package io.fairwell.proposal;

import java.util.List;
import java.util.Map;

/** The rules that are in force, as the engine knows them. */
public interface RulesBundle {

    /**
     * Something that is wrong with a file.
     *
     * @param code short and stable, for programs
     * @param message for people, in the language of whoever is asking
     */
    record RuleFault(String file, String code, String message) {}

    /** The id of the newest deployment. */
    String newest();

    /** What would be wrong with the bundle if these files replaced theirs in it; nothing is changed. */
    List<RuleFault> check(Map<String, byte[]> files);

    /**
     * Deploys the bundle with these files in place of theirs, in the caller's transaction.
     *
     * @return the id of the deployment
     */
    String deploy(String name, Map<String, byte[]> files);
}
