package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Decision tables that can be read, cited by rule, and never leave a case without an answer by accident. */
class DecisionConventionsTest {

    static List<Path> files() {
        return Models.files(Models.FOLDER.resolve("decisions"), ".dmn");
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileHoldsTheOneDecisionItIsNamedAfter(Path file) {
        assertThat(read(file).getModelElementsByType(Decision.class))
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.getId() + ".dmn")
                            .isEqualTo(file.getFileName().toString());
                    assertThat(decision.getName()).matches("[A-Z][a-z]+( ([a-z]+|[A-Z]{2,}))+");
                    assertThat(decision.getDescription().getTextContent()).isNotBlank();
                    assertThat(decision.getCamundaHistoryTimeToLiveString()).matches("P\\d+D");
                });
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRuleHasAnIdAndSaysWhatItIsFor(Path file) {
        assertThat(rules(file)).isNotEmpty();
        assertThat(rules(file)).extracting(Rule::getId).doesNotHaveDuplicates();
        assertThat(rules(file)).allSatisfy(rule -> {
            assertThat(rule.getId()).matches("[A-Za-z][A-Za-z0-9-]*").doesNotStartWith("DecisionRule_");
            assertThat(rule.getDescription()).as(rule.getId()).isNotNull();
            assertThat(rule.getDescription().getTextContent()).endsWith(".");
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyCellIsFeel(Path file) {
        DmnModelInstance model = read(file);
        List<String> languages = new ArrayList<>();
        model.getModelElementsByType(InputExpression.class)
                .forEach(input -> languages.add(input.getExpressionLanguage()));
        model.getModelElementsByType(InputEntry.class).forEach(cell -> languages.add(cell.getExpressionLanguage()));
        model.getModelElementsByType(OutputEntry.class).forEach(cell -> languages.add(cell.getExpressionLanguage()));

        assertThat(languages).isNotEmpty().containsOnly("feel");
    }

    /** The order of rules is a rule of its own, which nobody sees: it needs a reason and an end. */
    @ParameterizedTest
    @MethodSource("files")
    void ruleOrderMattersOnlyWithAReasonAndACatchAll(Path file) {
        DecisionTable table = table(file);
        assertThat(table.getHitPolicy()).isIn(HitPolicy.UNIQUE, HitPolicy.FIRST);
        if (table.getHitPolicy() == HitPolicy.FIRST) {
            Decision decision = (Decision) table.getParentElement();
            Rule last = rules(file).get(rules(file).size() - 1);

            assertThat(decision.getDescription().getTextContent()).contains("FIRST, because ");
            assertThat(last.getInputEntries())
                    .extracting(cell -> cell.getText().getTextContent())
                    .containsOnly("");
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aDecisionIsDrawn(Path file) throws IOException {
        String decision = table(file).getParentElement().getAttributeValue("id");

        assertThat(Files.readString(file)).containsPattern("<dmndi:DMNShape [^>]*dmnElementRef=\"" + decision + "\"");
    }

    private static DmnModelInstance read(Path file) {
        return Dmn.readModelFromFile(file.toFile());
    }

    private static DecisionTable table(Path file) {
        return read(file).getModelElementsByType(DecisionTable.class).iterator().next();
    }

    private static List<Rule> rules(Path file) {
        return List.copyOf(table(file).getRules());
    }
}
