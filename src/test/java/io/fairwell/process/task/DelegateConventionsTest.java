package io.fairwell.process.task;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A delegate translates between variables and one use case, and does nothing else. */
@AnalyzeClasses(packages = "io.fairwell", importOptions = ImportOption.DoNotIncludeTests.class)
class DelegateConventionsTest {

    private static final Path SOURCES = Path.of("src/main/java/io/fairwell/process/task");
    private static final int LONGEST_EXECUTE = 25;

    @ArchTest
    static final ArchRule livesHereAndIsNobodysBusiness = classes()
            .that()
            .implement(JavaDelegate.class)
            .should()
            .resideInAPackage("io.fairwell.process.task")
            .andShould()
            .bePackagePrivate()
            .andShould()
            .haveSimpleNameEndingWith("Delegate");

    @ArchTest
    static final ArchRule hasNoState =
            classes().that().implement(JavaDelegate.class).should().haveOnlyFinalFields();

    @ArchTest
    static final ArchRule letsFailuresThrough =
            classes().that().implement(JavaDelegate.class).should(catchNothing());

    @ParameterizedTest
    @MethodSource("delegates")
    void isShort(Path source) throws IOException {
        List<String> lines = Files.readAllLines(source);
        int begin = lines.indexOf("    public void execute(DelegateExecution execution) {");
        assertThat(begin).as("execute").isNotNegative();
        List<String> rest = lines.subList(begin + 1, lines.size());

        assertThat(rest.indexOf("    }")).isBetween(1, LONGEST_EXECUTE);
    }

    static List<Path> delegates() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.filter(file -> file.toString().endsWith("Delegate.java"))
                    .toList();
        }
    }

    private static ArchCondition<JavaClass> catchNothing() {
        return new ArchCondition<>("catch nothing") {
            @Override
            public void check(JavaClass delegate, ConditionEvents events) {
                for (JavaCodeUnit unit : delegate.getCodeUnits()) {
                    boolean catches = !unit.getTryCatchBlocks().isEmpty();
                    if (catches && !unit.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                        events.add(SimpleConditionEvent.violated(unit, unit.getFullName() + " catches"));
                    }
                }
            }
        };
    }
}
