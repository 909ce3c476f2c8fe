package io.fairwell.process.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.i18n.LocaleContextHolder;

/** Every kind of fault, found and told in words that name table, rule and column. */
class TableFaultsTest {

    private final FindingTexts texts = new FindingTexts();

    @BeforeEach
    void english() {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
    }

    @AfterEach
    void noLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    private static Sheet unique() {
        return new Sheet("own", "UNIQUE");
    }

    private static Sheet first() {
        return new Sheet("own", "FIRST");
    }

    // overlaps and gaps

    @Test
    void anOverlapNamesBothRulesAndWhereTheyMeet() {
        Sheet sheet = unique().input("country", "string")
                .input("amount", "double")
                .output("route", "string")
                .rule("low", "\"CN\" | <= 200 | \"A\"")
                .rule("high", "\"CN\" | >= 200 | \"B\"")
                .rule("abroad", "not(\"CN\") | | \"C\"");

        assertTold(
                sheet,
                "Table own, rule high: rules low and high both apply when country is \"CN\" and amount is 200."
                        + " With hit policy Unique only one may.");
        assertThat(sheet.findings().get(0).elements()).containsExactly("low", "high");
    }

    @Test
    void twoRulesForEverythingMeetInEveryCase() {
        assertTold(
                unique().input("a", "string")
                        .output("o", "string")
                        .rule("one", "| \"A\"")
                        .rule("two", "- | \"B\""),
                "Table own, rule two: rules one and two both apply when in every case. With hit policy Unique only one"
                        + " may.");
    }

    @Test
    void aGapNamesTheInputs() {
        assertTold(
                unique().input("country", "string")
                        .input("draft", "boolean")
                        .output("route", "string")
                        .rule("home", "\"CN\" | | \"A\"")
                        .rule("abroad", "not(\"CN\") | true | \"B\""),
                "Table own: no rule applies when country is anything else and draft is false.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            < 200; > 200; 200
            <= 200; > 1000; between 200 and 1000 or 1000
            [0..200]; > 200; below 0
            > 0; < 0; 0
            <= 1000; ]1000..2000]; above 2000
            """)
    void aGapAtTheBoundaryOfANumber(String low, String high, String gap) {
        assertTold(
                unique().input("amount", "double")
                        .output("route", "string")
                        .rule("low", low + " | \"A\"")
                        .rule("high", high + " | \"B\""),
                "Table own: no rule applies when amount is " + gap + ".");
    }

    @Test
    void betweenWholeNumbersThatFollowEachOtherThereIsNothing() {
        assertTold(unique().input("count", "integer")
                .output("o", "string")
                .rule("none", "<= 0 | \"A\"")
                .rule("some", ">= 1 | \"B\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@\"2026-06-19\"", "? > date(\"2026-06-19\")"})
    void aGapOnADay(String after) {
        Sheet sheet = unique().input("date(declaredOn)", "")
                .output("o", "string")
                .rule("before", "< date(\"2026-06-19\") | \"A\"")
                .rule("after", (after.isEmpty() ? "> date(\"2026-06-19\")" : after) + " | \"B\"");

        if (after.startsWith("@")) {
            assertTold(sheet, "Table own: no rule applies when declaredOn is above 2026-06-19.");
        } else {
            assertTold(sheet, "Table own: no rule applies when declaredOn is 2026-06-19.");
        }
    }

    @Test
    void daysAsTheApplicationSuppliesThemAreDates() {
        assertTold(unique().input("date(declaredOn)", "")
                .output("o", "string")
                .rule("before", "< date(\"2026-06-19\") | \"A\"")
                .rule("since", ">= date(\"2026-06-19\") | \"B\""));
    }

    @Test
    void whatMayBeMissingMustBeCovered() {
        Sheet sheet = new Sheet("review-routing", "UNIQUE")
                .input("reason", "string")
                .output("reviewRoute", "string")
                .rule("claim", "\"NOT_AS_PROMISED\", \"PRIVACY\" | \"SUPERVISOR\"")
                .rule(
                        "rest",
                        "\"TOO_EXPENSIVE\", \"RARELY_USED\", \"TERMS_CHANGED\", \"FOUND_ALTERNATIVE\","
                                + " \"SERVICE_QUALITY\", \"BOUGHT_BY_MISTAKE\", \"OTHER\" | \"AGENT\"");

        assertTold(sheet, "Table review-routing: no rule applies when reason is not given.");
        sheet.rule("silent", "null | \"AGENT\"");
        assertTold(sheet);
    }

    @Test
    void whatIsAlwaysGivenNeedsNoRuleForNothing() {
        assertTold(new Sheet("review-routing", "UNIQUE")
                .input("refundAmount", "double")
                .output("reviewRoute", "string")
                .rule("none", "<= 0 | \"NONE\"")
                .rule("some", "> 0 | \"AGENT\""));
    }

    @Test
    void theValuesAHeadingListsAreAllThereAre() {
        Sheet open = unique().input("size", "string").input("x", "boolean").output("o", "string");
        Sheet closed = unique().input("size", "string", "\"S\", \"L\"")
                .input("x", "boolean")
                .output("o", "string");
        for (Sheet sheet : List.of(open, closed)) {
            sheet.rule("small", "\"S\" | | \"A\"").rule("large", "\"L\" | | \"B\"");
        }

        assertTold(open, "Table own: no rule applies when size is anything else.");
        assertTold(closed);
        assertTold(
                closed.rule("medium", "\"M\" | | \"C\""),
                "Table own, rule medium, column size: \"M\" names something that does not exist. Known are: L, S.");
    }

    @Test
    void aHeadingMayListARange() {
        assertTold(unique().input("rate", "double", "[0..100]")
                .output("o", "string")
                .rule("low", "< 50 | \"A\"")
                .rule("high", ">= 50 | \"B\""));
    }

    @Test
    void aDictionaryHoldsAllItsWords() {
        assertTold(unique().input("country", "string")
                .output("o", "string")
                .rule("cn", "\"CN\" | \"A\"")
                .rule("de", "\"DE\", \"AT\" | \"B\""));
    }

    @Test
    void aGapIsFoundAmongMillionsOfCombinations() {
        Sheet sheet = unique();
        for (String input : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
            sheet.input(input, "integer");
        }
        sheet.output("o", "string");
        String rest = " | | | | | | ";
        for (int i = 0; i <= 20; i++) {
            sheet.rule("low-" + i, i + " | < 7 " + rest + "| \"A\"");
            sheet.rule("high-" + i, i + (i == 13 ? " | > 7 " : " | >= 7 ") + rest + "| \"A\"");
        }
        sheet.rule("below", "< 0 | " + rest + "| \"A\"").rule("above", "> 20 | " + rest + "| \"A\"");

        assertTold(sheet, "Table own: no rule applies when a is 13 and b is 7.");
    }

    // hit policy first

    @Test
    void aRuleThatNothingReachesIsNamed() {
        assertTold(
                first().input("amount", "double")
                        .output("o", "string")
                        .rule("low", "<= 200 | \"A\"")
                        .rule("lower", "<= 100 | \"B\"")
                        .rule("rest", "| \"C\""),
                "Table own, rule lower: it can never apply.");
    }

    @Test
    void aRuleThatSeveralOthersHideTogetherIsNamed() {
        assertTold(
                first().input("draft", "boolean")
                        .input("amount", "double")
                        .output("o", "string")
                        .rule("draft", "true | | \"A\"")
                        .rule("declared", "false | < 10 | \"B\"")
                        .rule("small", "| < 5 | \"C\"")
                        .rule("rest", "| | \"D\""),
                "Table own, rule small: it can never apply.");
    }

    @Test
    void aCatchAllMayBeLeftWithNothingToCatch() {
        assertTold(first().input("draft", "boolean")
                .output("o", "string")
                .rule("draft", "true | \"A\"")
                .rule("declared", "false | \"B\"")
                .rule("rest", "| \"C\""));
    }

    @Test
    void firstNeedsACatchAll() {
        assertTold(
                first().input("amount", "double")
                        .output("o", "string")
                        .rule("low", "<= 200 | \"A\"")
                        .rule("high", "> 300 | \"B\""),
                "Table own, rule high: with hit policy First the last rule must apply to everything: leave all its input"
                        + " cells empty.",
                "Table own: no rule applies when amount is between 200 and 300 or 300.");
    }

    @Test
    void inAUniqueTableTooARuleMustBeAbleToApply() {
        assertTold(
                unique().input("amount", "double")
                        .output("o", "string")
                        .rule("all", "<= 5, > 5 | \"A\"")
                        .rule("never", "? > 5 and ? < 3 | \"B\""),
                "Table own, rule never: it can never apply.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANY", "COLLECT", "RULE ORDER"})
    void otherHitPoliciesAreRefused(String policy) {
        assertThat(told(new Sheet("own", policy)
                        .input("a", "string")
                        .output("o", "string")
                        .rule("r", "| \"A\"")))
                .singleElement()
                .asString()
                .contains("only Unique and First are allowed");
    }

    // cells

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            > ; this is not FEEL that can be read: >
            "CN; this is not FEEL that can be read: "CN
            CN; this cannot be checked, because it is more than a comparison of the input with fixed values: CN
            starts with(?, "C"); this cannot be checked, because it is more than a comparison of the input with fixed values: starts with(?, "C")
            ? = other; this cannot be checked, because it is more than a comparison of the input with fixed values: ? = other
            > "C"; this cannot be checked, because it is more than a comparison of the input with fixed values: > "C"
            5; this does not fit the type of the column: 5
            date("2026-13-01"); this cannot be checked, because it is more than a comparison of the input with fixed values: date("2026-13-01")
            """)
    void aCellThatCannotBeCheckedIsRefused(String cell, String what) {
        assertTold(
                first().input("country", "string")
                        .output("o", "string")
                        .rule("odd", cell + " | \"A\"")
                        .rule("rest", "| \"B\""),
                "Table own, rule odd, column country: " + what);
    }

    @Test
    void anotherLanguageThanFeelIsRefused() {
        String xml = first().input("country", "string")
                .output("o", "string")
                .rule("script", "country.length() | \"A\"")
                .rule("rest", "| \"B\"")
                .xml();

        assertThat(told(xml.replace("id=\"C0_0\"", "id=\"C0_0\" expressionLanguage=\"juel\"")))
                .containsExactly("Table own, rule script, column country: it is not written in FEEL: country.length()");
        assertThat(told(xml.replace("id=\"C0_1\"", "id=\"C0_1\" expressionLanguage=\"groovy\"")))
                .anyMatch(text -> text.startsWith("Table own, rule script, column o: it is not written in FEEL"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            upper case(reason); this cannot be checked, because it is more than a comparison of the input with fixed values: upper case(reason)
            reason +; this is not FEEL that can be read: reason +
            weather; the application does not supply the input weather here. It supplies: terms, jurisdiction
            """)
    void aHeadingThatCannotBeReadIsRefused(String expression, String what) {
        assertThat(told(new Sheet("terms", "UNIQUE")
                        .input(expression, "string")
                        .output("o", "string")
                        .rule("r", "| \"A\"")))
                .anyMatch(text -> text.startsWith("Table terms, column " + expression + ": " + what));
    }

    @Test
    void aWordTheApplicationDoesNotKnowIsNamed() {
        assertThat(told(new Sheet("review-routing", "FIRST")
                        .input("reason", "string")
                        .output("reviewRoute", "string")
                        .rule("typo", "\"TO_EXPENSIVE\" | \"AGENT\"")
                        .rule("rest", "| \"AGENT\"")))
                .singleElement()
                .asString()
                .startsWith("Table review-routing, rule typo, column reason: \"TO_EXPENSIVE\" names something that does"
                        + " not exist. Known are: TOO_EXPENSIVE, ");
    }

    // outputs

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            percentFee; 101; 101 is no percentage: 0 to 100.
            percentFee; -1; -1 is negative.
            percentFee; 100.5; 100.5 is no percentage: 0 to 100.
            percentFee; "a lot"; this does not fit the type of the column: "a lot"
            percentFee; 2 * 30; the application needs a fixed value here, not a calculation: 2 * 30
            percentFee; ; the cell is empty.
            percentFee; 20 %; this is not FEEL that can be read: 20 %
            earlyTerminationPercent; 130; 130 is no percentage: 0 to 100.
            fixedFee; "-50.00"; "-50.00" is negative.
            fixedFee; "50,00"; "50,00" is no amount of money, written as a decimal number in quotes, such as "50.00".
            fixedFee; ""; "" is no amount of money, written as a decimal number in quotes, such as "50.00".
            notice; "7 days"; "7 days" is no period of days, months or years, such as "P7D", "P1M" or "P1Y".
            notice; "P-7D"; "P-7D" is negative.
            coolingOff; "PT24H"; "PT24H" is no period of days, months or years, such as "P7D", "P1M" or "P1Y".
            refundMethod; "WEEKS"; "WEEKS" is not one of: DAYS, MONTHS, FULL, NONE, RETURN, REVIEW.
            where; "THERE"; "THERE" is not one of: HERE, PARTNER, RESELLER, STORE.
            lessBenefits; null; null is neither true nor false.
            immediate; immediately; the application needs a fixed value here, not a calculation: immediately
            """)
    void anOutputTheApplicationCannotUnderstandIsRefused(String column, String cell, String what) {
        String xml = shippedTerms(column, cell == null ? "" : cell);

        assertThat(told(xml))
                .singleElement()
                .asString()
                .startsWith("Table terms, rule retail-annual, column ")
                .endsWith(": " + what);
    }

    @Test
    void aFlagInAColumnOfTextsIsNoFlag() {
        String xml = text("terms.dmn")
                .replace("name=\"immediate\" typeRef=\"boolean\"", "name=\"immediate\" typeRef=\"string\"");

        assertThat(told(xml)).hasSize(16).allMatch(text -> text.endsWith("is neither true nor false."));
    }

    @ParameterizedTest
    @CsvSource({
        "retention-offer, cycles, 1.5, 1.5 is no whole number.",
        "retention-offer, cycles, -2, -2 is negative.",
        "regulation, legalBasis, ''' ''', it must not be empty."
    })
    void countsAndCodes(String table, String output, String cell, String what) {
        String xml = text(table + ".dmn");
        String changed = xml.replaceFirst(
                "(<outputEntry id=\"Out_" + table + "_[^\"]*_" + output + "\"[^>]*>\\s*<text>)[^<]*",
                "$1" + cell.replace("'", "\""));
        assertThat(changed).isNotEqualTo(xml);

        assertThat(told(changed.replace("name=\"cycles\" typeRef=\"integer\"", "name=\"cycles\" typeRef=\"double\"")))
                .singleElement()
                .asString()
                .endsWith(what);
    }

    @Test
    void anOutputTheApplicationNeedsMustBeThere() {
        assertThat(told(text("terms.dmn").replace("name=\"percentFee\"", "name=\"percentageFee\"")))
                .containsExactly("Table terms: the application needs an output named percentFee.");
    }

    @Test
    void aColumnOfTheAnalystsOwnMayHoldAnything() {
        assertThat(told(text("review-routing.dmn")
                        .replace(
                                "name=\"reviewRoute\" typeRef=\"string\" />",
                                "name=\"reviewRoute\" typeRef=\"string\" /><output id=\"Own\" label=\"Own\" name=\"own\""
                                        + " typeRef=\"double\" />")
                        .replace("</rule>", "<outputEntry><text>refundAmount / 2</text></outputEntry></rule>")))
                .isEmpty();
    }

    // files, decisions and rules

    @Test
    void aRuleIdUsedTwiceIsNamed() {
        assertThat(told(text("terms.dmn").replace("<rule id=\"lifetime\">", "<rule id=\"vip-term\">")))
                .containsExactly("File sheet.dmn, element vip-term: the id vip-term is used more than once.");
    }

    @Test
    void aRuleNeedsAnIdAndADescription() {
        String xml = text("terms.dmn");

        assertThat(told(xml.replace("<rule id=\"vip-term\">", "<rule>")))
                .containsExactly("Table terms: rule number 8 has no id.");
        assertThat(told(xml.replaceFirst("(<rule id=\"vip-term\">\\s*)<description>[^<]*</description>", "$1")))
                .containsExactly(
                        "Table terms, rule vip-term: it has no description (annotation). Customers and auditors"
                                + " are told by which rule was decided.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no XML",
                "<definitions/>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><a>&b;</a>"
            })
    void aFileThatIsNoDmnIsRefused(String content) {
        assertThat(told(content)).singleElement().asString().startsWith("File sheet.dmn: it is no DMN file");
    }

    @Test
    void aKnownDecisionMustBeATable() {
        String xml = new Sheet("terms", "UNIQUE")
                .input("terms", "string")
                .output("o", "string")
                .xml();
        String literal = xml.replaceFirst(
                "<decisionTable.*</decisionTable>",
                "<variable id=\"V\" name=\"v\" /><literalExpression id=\"L\"><text>5</text></literalExpression>");

        assertThat(told(literal)).containsExactly("Table terms: it must be a decision table.");
        assertThat(told(xml)).contains("Table terms: it has no rules.");
    }

    // profiles

    @Test
    void aProfileInUseMustNotDisappear() {
        String xml = text("terms.dmn").replaceFirst("(?s)<rule id=\"lifetime\">.*?</rule>", "");
        Map<String, byte[]> tables = Map.of("terms.dmn", Sheet.bytes(xml));

        assertThat(told(new Bundle(tables, false, Set.of("vip-term")))).isEmpty();
        assertThat(told(new Bundle(tables, false, Set.of("vip-term", "lifetime"))))
                .containsExactly("Table terms: there are subscriptions for which no rule would apply any more: Terms"
                        + " profile is \"lifetime\". Keep the rule until none is left.");
    }

    @Test
    void aNewProfileMustHaveARuleInEveryTableThatAsksForIt() {
        Sheet offers = new Sheet("retention-offer", "UNIQUE")
                .input("terms", "string")
                .input("draft", "boolean")
                .output("offerKind", "string")
                .output("percent", "integer")
                .output("cycles", "integer")
                .rule("some", "\"gold\" | | \"NONE\" | 0 | 0");
        Sheet terms = new Sheet("terms", "UNIQUE")
                .input("terms", "string")
                .output("o", "string")
                .rule("gold", "\"gold\" | \"A\"")
                .rule("silver", "\"silver\" | \"A\"");
        Map<String, byte[]> tables =
                Map.of("offers.dmn", Sheet.bytes(offers.xml()), "terms.dmn", Sheet.bytes(terms.xml()));

        assertThat(told(new Bundle(tables, false, Set.of())))
                .contains("Table retention-offer: no rule applies when terms is \"silver\".");
    }

    // languages

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyFaultHasAText(Fault fault) {
        String english = texts.of(fault);
        LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);

        assertThat(texts.of(fault)).isNotEqualTo(english).containsPattern("\\p{IsHan}");
    }

    @ParameterizedTest
    @EnumSource(Value.Kind.class)
    void everyKindOfValueHasAText(Value.Kind kind) {
        Meeting meeting =
                new Meeting(List.of(new Meeting.Part("x", List.of(new Value(null, kind, List.of("1", "2"))))));

        assertThat(texts.of(Finding.ofTable("f", "t", Fault.GAP, meeting))).doesNotContain("value.", "{");
    }

    @Test
    void findingsAreToldInChineseToo() {
        LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);

        assertTold(
                unique().input("金额", "double")
                        .output("route", "string")
                        .rule("low", "< 200 | \"A\"")
                        .rule("high", "> 200 | \"B\""),
                "决策表 own：当金额为200时，没有规则适用。");
        assertThat(told(shippedTerms("percentFee", "101")))
                .containsExactly("决策表 terms，规则 retail-annual，列“Percent fee”：101 不是百分比：应为 0 到 100。");
        assertThat(texts.summary(2)).isEqualTo("文件有 2 处错误，未部署任何内容。");
    }

    @Test
    void otherLanguagesGetEnglish() {
        LocaleContextHolder.setLocale(Locale.GERMANY);

        assertThat(texts.summary(1)).isEqualTo("One thing is wrong with these files; nothing was deployed.");
    }

    private void assertTold(Sheet sheet, String... expected) {
        assertThat(told(sheet)).containsExactly(expected);
    }

    private List<String> told(Sheet sheet) {
        return told(sheet.xml());
    }

    private List<String> told(String xml) {
        return Sheet.findings(xml).stream().map(texts::of).toList();
    }

    private List<String> told(Bundle bundle) {
        return Sheet.CHECKS.check(bundle).stream().map(texts::of).toList();
    }

    private static String shippedTerms(String output, String cell) {
        String xml = text("terms.dmn");
        String changed = xml.replaceFirst(
                "(<outputEntry id=\"Out_terms_retail-annual_" + output + "\"[^>]*>\\s*<text>)[^<]*", "$1" + cell);
        assertThat(changed).isNotEqualTo(xml);
        return changed;
    }

    private static String text(String file) {
        return new String(Sheet.shipped().get(file), java.nio.charset.StandardCharsets.UTF_8);
    }
}
