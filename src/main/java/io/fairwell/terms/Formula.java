package io.fairwell.terms;

import java.util.List;

/** How an amount came about: a key into the texts and the numbers that go into it. */
public record Formula(String key, List<String> arguments) {}
