package io.fairwell.supply;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.http.ContentDisposition;

/**
 * Classes of others that have a published weakness, no fixed version that we could take, and no use for us. Using one
 * would make the weakness ours: docs/vex.md says which.
 */
@AnalyzeClasses(packages = "io.fairwell", importOptions = ImportOption.DoNotIncludeTests.class)
class UnusedClassesTest {

    @ArchTest
    static final ArchRule xsltViews = unused("org.springframework.web.servlet.view.xslt..");

    @ArchTest
    static final ArchRule freeMarker = unused(
            "freemarker..",
            "org.springframework.ui.freemarker..",
            "org.springframework.web.servlet.view.freemarker..",
            "org.springframework.boot.autoconfigure.freemarker..");

    @ArchTest
    static final ArchRule otherViewTechnologies = unused(
            "groovy..",
            "org.springframework.web.servlet.view.groovy..",
            "org.springframework.web.servlet.view.script..",
            "org.springframework.web.servlet.tags..",
            "jakarta.servlet.jsp..");

    /** Expressions of Spring are in annotations and templates of ours only, never in what somebody sends. */
    @ArchTest
    static final ArchRule expressionsOfSpring = unused("org.springframework.expression..");

    @ArchTest
    static final ArchRule binders = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.web.bind.support..", "org.springframework.validation")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                    "org\\.springframework\\.web\\.bind\\.(\\w*DataBinder|EscapedErrors|annotation\\.InitBinder)")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("org\\.springframework\\.beans\\.(\\w*PropertyAccessor|BeanWrapper\\w*)")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("org\\.springframework\\.web\\.servlet\\.support\\.(RequestContext|BindStatus)");

    @ArchTest
    static final ArchRule serverSentEvents = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.(SseEmitter|ResponseBodyEmitter|ServerSentEvent|FragmentsRendering|SseUtils)")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.web.servlet.function..");

    @ArchTest
    static final ArchRule reactiveWeb = unused(
            "org.springframework.web.reactive..",
            "org.springframework.http.server.reactive..",
            "org.springframework.http.codec..",
            "reactor..");

    @ArchTest
    static final ArchRule webSockets =
            unused("jakarta.websocket..", "org.springframework.web.socket..", "org.springframework.messaging..");

    /** They answer with a part of the request's path. */
    @ArchTest
    static final ArchRule answersMadeOfThePath = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.(UrlFilenameViewController|UrlHandlerFilter)");

    /** Named with a charset, a file cannot end the header: the name is encoded. Without, it stands there as it came. */
    @ArchTest
    static final ArchRule namesInHeadersWithoutACharset = noClasses()
            .should()
            .callMethod(ContentDisposition.Builder.class, "filename", String.class)
            .orShould()
            .callMethod(ContentDisposition.Builder.class, "name", String.class);

    /** They compare secrets in a time that tells how much of a guess was right. */
    @ArchTest
    static final ArchRule comparisonsThatTakeTheirTime = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    ".*\\.(InMemoryOAuth2AuthorizationService|DigestAuthenticationFilter|DigestAuthenticationEntryPoint"
                            + "|KeyBasedPersistenceTokenService)")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.security.crypto.password4j..");

    @ArchTest
    static final ArchRule ldap = unused("org.springframework.security.ldap..", "org.springframework.ldap..");

    /** A class that JSON may name is a class that whoever writes the JSON may make. */
    @ArchTest
    static final ArchRule typesNamedInJson = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("com\\.fasterxml\\.jackson\\.databind\\.jsontype\\..*")
            .orShould()
            .callMethodWhere(target(nameMatching("(activate|enable)DefaultTyping\\w*")));

    private static ArchRule unused(String... packages) {
        return noClasses().should().dependOnClassesThat().resideInAnyPackage(packages);
    }
}
