package io.fairwell.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.testing.DatabaseTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever adds a column says whether it is personal; what is, is documented, and handed out to whom it is about. */
@DatabaseTest
class PersonalDataTest {

    private static final Path DOCUMENT = Path.of("docs/personal-data.md");
    private static final Path OTHERS = Path.of("src/test/resources/privacy/columns-without-personal-data.txt");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z_]+\\.[^|]+)\\|.*\\| (E|–) \\|$");
    private static final Pattern COLUMN = Pattern.compile("`([a-z_]+\\.[a-z_]+)`");

    @Autowired
    private JdbcClient jdbc;

    private static Set<String> documented(String mark) throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .filter(row -> row.group(2).matches(mark))
                .flatMap(row -> COLUMN.matcher(row.group(1)).results())
                .map(column -> column.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> exported(boolean personalOnly) {
        return PersonalData.TABLES.stream()
                .flatMap(table -> table.columns().stream()
                        .filter(column -> !personalOnly || column.isPersonal())
                        .map(column -> table.name() + "." + column.name()));
    }

    private static Set<String> others() throws IOException {
        return Files.readAllLines(OTHERS).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" ", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyColumnThatCanHoldTextIsKnownToBePersonalOrNot() throws IOException {
        Set<String> there = new TreeSet<>(jdbc.sql("""
                        SELECT c.table_name || '.' || c.column_name FROM information_schema.columns c
                        JOIN information_schema.tables t USING (table_schema, table_name)
                        WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
                          AND c.table_name <> 'flyway_schema_history' AND c.table_name NOT LIKE 'act\\_%'
                          AND c.data_type NOT LIKE 'timestamp%' AND c.data_type NOT IN (
                            'date', 'bigint', 'integer', 'boolean', 'uuid')
                        """).query(String.class).list());
        Set<String> known = new TreeSet<>(documented("E|–"));
        known.addAll(others());

        assertThat(there).hasSizeGreaterThan(100);
        assertThat(known).as("say so in " + DOCUMENT + " or in " + OTHERS).containsAll(there);
        assertThat(there).as("columns that exist").containsAll(others());
        assertThat(documented("E|–")).doesNotContainAnyElementsOf(others());
    }

    @Test
    void whatIsPersonalIsInTheExport() throws IOException {
        Set<String> certificates = Set.of("erasure_certificate.customer");
        Set<String> promised = documented("E");
        promised.removeAll(certificates);

        assertThat(promised).hasSizeGreaterThan(25);
        assertThat(exported(false).collect(Collectors.toSet())).containsAll(promised);
        assertThat(promised).containsAll(exported(true).toList());
    }

    @Test
    void everyLineOfTheDocumentIsRead() throws IOException {
        assertThat(ROW.matcher(Files.readString(DOCUMENT)).results().map(MatchResult::group))
                .hasSize((int) Files.readAllLines(DOCUMENT).stream()
                        .filter(line -> line.matches("\\| `[a-z_]+\\..*"))
                        .count());
    }
}
