package io.fairwell;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Clock;
import java.util.Date;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.stereotype.Controller;

/** What the compiler cannot hold us to. */
@AnalyzeClasses(packages = "io.fairwell", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyTwoModulesKnowTheEngine = noClasses()
            .that()
            .resideOutsideOfPackages("io.fairwell.process..", "io.fairwell.security..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..");

    @ArchTest
    static final ArchRule theCoreKnowsNeitherEngineNorWeb = classes()
            .that()
            .resideInAPackage("io.fairwell.cancellation..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.fairwell.cancellation..",
                    "io.fairwell.money..",
                    "io.fairwell.vault..",
                    "java..",
                    "org.joda.money..",
                    "org.jspecify..",
                    "com.fasterxml.jackson..",
                    // to say that something has happened, to whoever listens
                    "org.springframework.context",
                    "org.springframework.context.annotation..",
                    "org.springframework.dao..",
                    "org.springframework.jdbc..",
                    "org.springframework.modulith..",
                    "org.springframework.stereotype..",
                    "org.springframework.transaction..");

    @ArchTest
    static final ArchRule controllersAreWherePeopleAndSystemsKnock = classes()
            .that()
            .areMetaAnnotatedWith(Controller.class)
            .should()
            .resideInAnyPackage(
                    "io.fairwell.api..",
                    "io.fairwell.desk..",
                    "io.fairwell.home..",
                    "io.fairwell.notification..",
                    "io.fairwell.security..");

    @ArchTest
    static final ArchRule dependenciesComeThroughConstructors =
            GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule nobodyPrints = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule thereIsOneClock = noClasses()
            .that()
            .doNotBelongToAnyOf(TimeConfiguration.class)
            .should()
            .callMethodWhere(readsTheSystemTime())
            .orShould()
            .callMethodWhere(target(owner(type(Clock.class))).and(target(nameStartingWith("system"))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callConstructor(Date.class);

    /** What fails after a node has called itself ready ends it while others already rely on it. */
    @ArchTest
    static final ArchRule readyIsTheLastWordOfAStart = noClasses()
            .that()
            .doNotBelongToAnyOf(StartReport.class)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(ApplicationReadyEvent.class.getName());

    /** The engine speaks in dates, and so does the library that sends mail. */
    @ArchTest
    static final ArchRule datesStayAtTheEngine = noClasses()
            .that()
            .resideOutsideOfPackages("io.fairwell.process..", "io.fairwell.security..")
            .and()
            .doNotHaveFullyQualifiedName("io.fairwell.notification.SmtpTransport")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(Date.class.getName());

    private static DescribedPredicate<JavaCall<?>> readsTheSystemTime() {
        return DescribedPredicate.describe(
                "asks java.time for the present without a clock",
                call -> call.getTargetOwner().getPackageName().equals("java.time")
                        && call.getName().equals("now")
                        && call.getTarget().getRawParameterTypes().stream().noneMatch(type(Clock.class)));
    }

    private static DescribedPredicate<JavaClass> type(Class<?> type) {
        return name(type.getName()).forSubtype();
    }
}
