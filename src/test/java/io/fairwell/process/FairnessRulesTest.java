package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fairwell.notification.Letters;
import io.fairwell.process.rules.Paths;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a customer may rely on, whatever way a case takes through the model. */
class FairnessRulesTest {

    private static final String START = "Event_CancellationRequested";
    private static final List<String> OFFERS = List.of("Task_SendOffer", "Task_TalkToCustomer");

    private static final Models CANCELLATION = Models.named("cancellation");
    private static final Paths PATHS = new Paths(CANCELLATION.model());
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.fairwell.process");

    @Test
    void everyElementCanBeReached() {
        Set<String> reached = PATHS.after(START);

        assertThat(CANCELLATION.find(FlowNode.class))
                .extracting(FlowNode::getId)
                .filteredOn(id -> !id.equals(START) && !id.equals("SubProcess_WorkOverdue"))
                .isSubsetOf(reached);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Task_SendOffer", "Task_TalkToCustomer"})
    void afterAnOfferThereIsNoOther(String offer) {
        assertThat(PATHS.after(offer)).doesNotContainAnyElementsOf(OFFERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Task_RegisterRequest", "Task_PutRenewalOnHold", "Task_DecideRegulation", "Task_ChooseOffer"})
    void noOfferIsMadeBefore(String task) {
        assertThat(PATHS.after(START)).containsAll(OFFERS);
        assertThat(PATHS.without(task + Paths.DONE).after(START)).doesNotContainAnyElementsOf(OFFERS);
    }

    @Test
    void noOfferIsMadeWhereNoneIsAllowed() {
        assertThat(PATHS.without(flowsOn("${offerAllowed}")).after(START))
                .doesNotContain("Task_ChooseOffer")
                .doesNotContainAnyElementsOf(OFFERS);
    }

    @Test
    void anOfferIsChosenOnlyWhenNothingIsChargedAnyMore() {
        assertThat(PATHS.without("Task_PutRenewalOnHold.done").after(START)).doesNotContain("Task_ChooseOffer");
    }

    /** What the customer says in a message, or what an agent records of a talk, and nothing else. */
    @Test
    void onlyAnExplicitYesRetainsACustomer() {
        String[] stays = flowsOn("${customerStays}");
        Paths saidNothing = PATHS.without("Event_OfferAccepted").without(stays);

        assertThat(stays).isNotEmpty();
        assertThat(PATHS.without("Event_OfferAccepted").after(START)).contains("Event_Retained");
        assertThat(PATHS.without(stays).after(START)).contains("Event_Retained");
        assertThat(saidNothing.after(START)).doesNotContain("Event_Retained", "Task_ApplyOffer");
    }

    /**
     * The answer is written where the process starts (no), with the message of the customer, and with the note of the
     * agent; by nothing that follows a timer.
     */
    @Test
    void onlyTheCustomersAnswerIsTakenForAnAnswer() {
        assertThat(CODE.get(Variables.class).getField("CUSTOMER_STAYS").getAccessesToSelf().stream()
                        .map(access -> access.getOriginOwner().getSimpleName())
                        .filter(name -> !name.equals("Variables"))
                        .distinct())
                .containsExactlyInAnyOrder("CaseStart", "EngineLifecycle", "TalkToCustomerListener");
    }

    @Test
    void decliningTakesOneStep() {
        assertThat(successors("Event_OfferDecided")).containsExactly("Event_OfferAnswered");
        assertThat(successors("Task_TalkToCustomer")).containsExactly("Event_TalkHeld");
        assertThat(CANCELLATION.find(EndEvent.class))
                .extracting(EndEvent::getId)
                .contains("Event_OfferAnswered", "Event_TalkHeld");
    }

    @ParameterizedTest
    @CsvSource({
        "Event_Completed, Task_ConfirmCancellation",
        "Event_Retained,  Task_ConfirmRetention",
        "Event_Withdrawn, Task_ConfirmWithdrawal",
        "Event_Rejected,  Task_ExplainRejection",
        "Event_Superseded, Task_ConfirmSupersession"
    })
    void noCaseEndsWithoutALetter(String end, String task) {
        assertThat(PATHS.after(START)).contains(end);
        assertThat(PATHS.without(task + Paths.DONE).after(START)).doesNotContain(end);
        JavaClass delegate = CODE.get("io.fairwell.process.task." + task.replace("Task_", "") + "Delegate");
        assertThat(delegate.getMethodCallsFromSelf())
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Letters.class)
                        && call.getName().equals("send"));
    }

    @Test
    void thereAreNoOtherEnds() {
        assertThat(CANCELLATION.process().getChildElementsByType(EndEvent.class))
                .extracting(EndEvent::getName)
                .containsExactlyInAnyOrder("Completed", "Retained", "Withdrawn", "Superseded", "Rejected");
    }

    private static String[] flowsOn(String condition) {
        return flows().filter(flow -> flow.getConditionExpression() != null)
                .filter(flow -> condition.equals(flow.getConditionExpression().getTextContent()))
                .map(SequenceFlow::getId)
                .toArray(String[]::new);
    }

    private static List<String> successors(String node) {
        return flows().filter(flow -> flow.getSource().getId().equals(node))
                .map(flow -> flow.getTarget().getId())
                .toList();
    }

    private static Stream<SequenceFlow> flows() {
        return CANCELLATION.find(SequenceFlow.class).stream();
    }
}
