package io.fairwell.process.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.i18n.LocaleContextHolder;

/** What is found in models and forms, and that nothing is found in those that are shipped. */
class BundleFaultsTest {

    private static final BundleChecks CHECKS = new BundleChecks(Sheet.CHECKS, new Facts());

    private final FindingTexts texts = new FindingTexts();

    /** Believes in every name that looks like one of ours. */
    private static final class Facts implements ModelFacts {

        @Override
        public boolean is(String bean, Role role) {
            return role == Role.DELEGATE
                    ? bean.endsWith("Delegate")
                    : bean.endsWith("Listener") || role == Role.EXECUTION_LISTENER && bean.equals("decisionRecorder");
        }

        @Override
        public Set<String> properties(String bean) {
            return switch (bean) {
                case "groups" -> Set.of("support", "supervisors");
                case "retries" -> Set.of("external", "payment");
                case "deadlines" -> Set.of("due", "escalation", "lookUp", "offer");
                default -> Set.of();
            };
        }

        @Override
        public Optional<Class<?>> variable(String name) {
            return switch (name) {
                case "offerKind", "reviewRoute", "where", "settlement", "codeCheck", "identityMethod" ->
                    Optional.of(String.class);
                default ->
                    Optional.of(
                            name.matches(".*(Decision|Outcome|Resolution|Result|Answer)")
                                    ? String.class
                                    : name.matches(".*(At|Until|By)") ? Date.class : Boolean.class);
            };
        }
    }

    @BeforeEach
    void english() {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
    }

    @AfterEach
    void noLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void nothingIsWrongWithWhatIsShipped() throws IOException {
        Map<String, byte[]> bundle = new TreeMap<>();
        for (String folder : List.of("", "decisions", "forms")) {
            try (Stream<Path> files = Files.list(Path.of("processes", folder))) {
                for (Path file : files.filter(file -> file.toString().matches(".*\\.(bpmn|dmn|form)"))
                        .toList()) {
                    bundle.put(file.getFileName().toString(), Files.readAllBytes(file));
                }
            }
        }

        assertThat(CHECKS.check(bundle, true, Set.of()).stream().map(texts::of)).isEmpty();
        assertThat(bundle).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            camunda:delegateExpression="${payRefundDelegate}" ; camunda:delegateExpression="${payRefund}" ; element Task_PayRefund: there is no delegate payRefund. A task names the delegate of its label, as in ${payRefundDelegate}.
            camunda:delegateExpression="${payRefundDelegate}" ; camunda:expression="${payRefundDelegate}" ; element Task_PayRefund: camunda:expression is not allowed at <bpmn:serviceTask>
            camunda:delegateExpression="${payRefundDelegate}" ; camunda:class="java.lang.Object" ; element Task_PayRefund: camunda:class is not allowed at <bpmn:serviceTask>
            <bpmn:serviceTask id="Task_PayRefund" ; <bpmn:scriptTask id="Task_PayRefund" ; it cannot be read
            camunda:formRefBinding="deployment" ; camunda:formRefBinding="latest" ; camunda:formRefBinding is latest; it must be "deployment"
            ${reviewRoute == 'NONE'} ; ${reviewRoute != 'NONE'} ; ${reviewRoute != 'NONE'} is no condition
            ${reviewRoute == 'NONE'} ; ${reviewRoute} ; no variable reviewRoute of the type Boolean is declared
            ${deadlines.escalation} ; ${deadlines.never} ; ${deadlines.never} is no time
            ${groups.support} ; ${groups.everybody} ; ${groups.everybody} names no groups
            ${retries.payment} ; ${retries.none} ; ${retries.none} is no retry cycle
            name="Pay refund" ; name="Pay ${refund}" ; no expression is allowed here, or not this one: Pay ${refund}
            ${reviewRefundListener} ; ${nobody} ; there is no task listener nobody
            """)
    void aModelIsToldWhatIsWrongAndHowToMendIt(String shipped, String bad, String told) {
        String model = read("cancellation.bpmn");
        assertThat(model).contains(shipped);

        assertThat(told("cancellation.bpmn", model.replace(shipped, bad))).anyMatch(text -> text.contains(told));
    }

    /** Flows of the shipped model lead elsewhere. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            sourceRef="Event_OfferExpired" targetRef="Task_ExpireOffer" ; sourceRef="Event_OfferExpired" targetRef="Task_SendOffer" ; element Task_SendOffer: after this offer a customer could be made another one
            sourceRef="Event_OfferExpired" targetRef="Task_ExpireOffer" ; sourceRef="Event_OfferExpired" targetRef="Task_SendOffer" ; element Task_ExpireOffer: no case can ever come here
            ${offerAllowed} ; ${draft} ; element Task_SendOffer: a customer could be made this offer where none is allowed (${offerAllowed})
            ${customerStays} ; ${draft} ; element Event_Retained: a customer who has said nothing could be retained
            sourceRef="Event_RequestRejected" targetRef="Task_ExplainRejection" ; sourceRef="Event_RequestRejected" targetRef="Event_Rejected" ; element Event_Rejected: a case could end here without a letter to the customer (Task_ExplainRejection)
            sourceRef="Task_RestoreRenewalAndPoints" targetRef="Task_ConfirmWithdrawal" ; sourceRef="Task_RestoreRenewalAndPoints" targetRef="Event_Withdrawn" ; element Event_Withdrawn: a case could end here without a letter
            Event_Retained ; Event_Kept ; element Event_Kept: a case must end in one of
            Event_CancellationRequested ; Event_Begun ; the element Event_CancellationRequested is missing
            """)
    void anUnfairModelIsRefused(String shipped, String unfair, String told) {
        String model = read("cancellation.bpmn");
        assertThat(model).contains(shipped);

        assertThat(told("cancellation.bpmn", model.replace(shipped, unfair))).anyMatch(text -> text.contains(told));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            "type": "textarea" ; "type": "html" ; a component of the type html is not allowed
            "type": "textarea" ; "type": "iframe" ; a component of the type iframe is not allowed
            "type": "textarea" ; "type": "button" ; a component of the type button is not allowed
            "key": "note" ; "key": "note", "valuesExpression": "=x" ; the property valuesExpression is not allowed
            "=reviewDecision != \\"ASK\\"" ; "=reviewDecision !!" ; this is not FEEL that can be read
            Told to the customer. ; ${execution} ; no expression is allowed here
            Told to the customer. ; <img src=x onerror=alert(1)> ; only links to pages of Fairwell
            Told to the customer. ; <a href='https://evil.example'>x</a> ; only links to pages of Fairwell
            Told to the customer. ; [x](https://evil.example) ; only links to pages of Fairwell
            Told to the customer. ; [x](//evil.example) ; only links to pages of Fairwell
            "id": "review-refund" ; "id": "review-refund", "id": "x" ; it cannot be read
            """)
    void aFormIsToldWhatIsWrong(String shipped, String bad, String told) {
        String form = read("forms/review-refund.form");
        assertThat(form).contains(shipped);

        assertThat(told("review-refund.form", form.replace(shipped, bad))).anyMatch(text -> text.contains(told));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"id\":5,\"components\":[]}", "{", "null"})
    void whatIsNoFormIsRefused(String content) {
        assertThat(told("x.form", content)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no XML",
                "<a/>",
                "<definitions/>",
                "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><import/></definitions>",
                "<?xml-stylesheet href='x'?><definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>",
                "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'><import importType='x'/></definitions>"
            })
    void whatIsNeitherModelNorTableIsRefused(String content) {
        assertThat(told("x.bpmn", content)).isNotEmpty();
        assertThat(told("x.dmn", content)).isNotEmpty();
    }

    @Test
    void everyFaultHasItsWordsInBothLanguages() {
        ResourceBundle english = ResourceBundle.getBundle("messages/rules", Locale.ROOT);
        ResourceBundle chinese = ResourceBundle.getBundle("messages/rules", Locale.SIMPLIFIED_CHINESE);

        for (Fault fault : Fault.values()) {
            assertThat(chinese.getString("fault." + fault))
                    .as(fault.name())
                    .isNotEqualTo(english.getString("fault." + fault));
        }
    }

    private List<String> told(String file, String content) {
        return CHECKS.check(Map.of(file, content.getBytes(UTF_8)), false, Set.of()).stream()
                .map(texts::of)
                .toList();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of("processes", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
