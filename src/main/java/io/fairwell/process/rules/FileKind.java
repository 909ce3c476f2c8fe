package io.fairwell.process.rules;

import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of files that can be deployed; told by the end of the name, as the engine does. */
public enum FileKind {
    MODEL("bpmn", "bpmn20.xml"),
    TABLE("dmn", "dmn11.xml"),
    FORM("form");

    private final String[] endings;

    FileKind(String... endings) {
        this.endings = endings;
    }

    /** @return empty for what the engine would keep without knowing it, such as a script, or know as something we have none of */
    public static Optional<FileKind> of(String file) {
        return Stream.of(values())
                .filter(kind -> Stream.of(kind.endings).anyMatch(file::endsWith))
                .findFirst();
    }
}
