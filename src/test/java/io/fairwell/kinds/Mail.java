package io.fairwell.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** A letter as it was composed, both as text and as HTML. */
record Mail(String kind, Language language, String subject, String text, String html, String plan, String number) {

    private static final Pattern HAN = Pattern.compile("[\\p{IsHan}，。：；（）【】]");
    private static final Pattern LATIN = Pattern.compile("[A-Za-z]{2,}");
    private static final Pattern CODE = Pattern.compile(
            "\\b([A-Z]{2,}(_[A-Z]+)+|IMMEDIATE|TERMS|HERE|RESELLER|PARTNER|STORE|CARD|WALLET|NONE|DAYS|MONTHS|FULL|null)\\b");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}|\\$\\{|\\?\\?");
    /** What is called the same in every language. */
    private static final Set<String> NAMES =
            Set.of("Fairwell", "App Store", "Google Play", "iPhone", "iPad", "acc-anna", "acc-ben");

    private static final Map<String, String[]> SUBJECTS = Map.ofEntries(
            subject("RECEIPT", "Receipt: your request to cancel PLAN (NUMBER)", "退订凭证：PLAN（NUMBER）"),
            subject("CODE", "Your code for case NUMBER", "退订工单 NUMBER 的验证码"),
            subject("SCHEDULED", "Your cancellation of PLAN is settled (NUMBER)", "PLAN的退订已确定（NUMBER）"),
            subject("EFFECTIVE_REMINDER", "PLAN ends soon (NUMBER)", "PLAN即将终止（NUMBER）"),
            subject("COMPLETED", "Confirmation: PLAN is cancelled (NUMBER)", "退订确认：PLAN已退订（NUMBER）"),
            subject("CUSTOMER_ACTION", "One part is left for you to cancel PLAN (NUMBER)", "退订PLAN还有一步需要您办理（NUMBER）"),
            subject(
                    "CUSTOMER_ACTION_REMINDER",
                    "Reminder: one step left to cancel PLAN (NUMBER)",
                    "提醒：退订PLAN还差一步（NUMBER）"),
            subject("RETURN_INSTRUCTIONS", "Please send back what came with PLAN (NUMBER)", "请寄回PLAN的随附物品（NUMBER）"),
            subject(
                    "RETURN_REMINDER",
                    "Reminder: please send back what came with PLAN (NUMBER)",
                    "提醒：请寄回PLAN的随附物品（NUMBER）"),
            subject(
                    "RIGHTS_TRANSFER",
                    "Before PLAN ends: please move its members’ data and rights (NUMBER)",
                    "PLAN终止之前：请转移成员的数据和权限（NUMBER）"),
            subject("MEMBERS_NOTICE", "Please tell the members of PLAN (NUMBER)", "请告知PLAN的成员（NUMBER）"),
            subject("WITHDRAWN", "Your request to cancel PLAN is withdrawn (NUMBER)", "退订PLAN的申请已撤销（NUMBER）"),
            subject("SUPERSEDED", "Your request NUMBER is replaced by your newer one (BY)", "您的申请 NUMBER 已由新申请 BY 取代"));

    private static Map.Entry<String, String[]> subject(String kind, String english, String chinese) {
        return Map.entry(kind, new String[] {english, chinese});
    }

    /** Holds for every letter of a case. */
    Mail isWellFormed() {
        String[] subjects = SUBJECTS.get(kind);
        assertThat(subjects).as("a letter that no walk expects: " + kind).isNotNull();
        assertThat(subject.replaceAll("(?<=newer one \\(|已由新申请 )FW-[0-9A-Z-]+", "BY"))
                .isEqualTo(language.say(subjects[0], subjects[1])
                        .replace("PLAN", plan)
                        .replace("NUMBER", number));
        assertThat(html).contains("lang=\"" + language.tag() + "\"");
        says(plan);
        says(number);
        assertThat(text).contains("/my/FW-");
        isClean(subject);
        isClean(text);
        isClean(visible());
        return this;
    }

    /** In the text and in the HTML. */
    Mail says(String english, String chinese) {
        return says(language.say(english, chinese));
    }

    Mail says(String words) {
        assertThat(flat(text)).as("%s as text", kind).contains(flat(words));
        assertThat(visible()).as("%s as HTML", kind).contains(flat(words));
        return this;
    }

    Mail saysNothingOf(String english, String chinese) {
        assertThat(flat(text)).as("%s as text", kind).doesNotContain(flat(language.say(english, chinese)));
        assertThat(visible()).as("%s as HTML", kind).doesNotContain(flat(language.say(english, chinese)));
        return this;
    }

    /** Its button and its link open the page of that case. */
    Mail leadsTo(String caseNumber) {
        assertThat(text).contains("/my/" + caseNumber + ".");
        assertThat(html).contains("/my/" + caseNumber + ".");
        return this;
    }

    /** A row of the facts at the head of the letter. */
    Mail tells(String english, String chinese, String value) {
        assertThat(text.lines()).as("%s as text", kind).contains(language.say(english, chinese) + ": " + value);
        return says(english, chinese).says(value);
    }

    private void isClean(String shown) {
        isClean(language, shown, number);
    }

    /** No words of the other language, no codes but ids of rules, no placeholders. @param others what may be written in any language */
    static void isClean(Language language, String shown, String... others) {
        String words = shown.replaceAll("https?://\\S+", "")
                .replaceAll("FW-[0-9A-Z-]+", "")
                .replaceAll("[a-z-]+#[A-Za-z0-9-]+", "");
        for (String name : NAMES) {
            words = words.replace(name, "");
        }
        for (String name : others) {
            words = words.replace(name, "");
        }
        assertThat(PLACEHOLDER.matcher(words).results().map(found -> found.group()))
                .as("placeholders in %s", shown)
                .isEmpty();
        assertThat(CODE.matcher(words).results().map(found -> found.group()))
                .as("codes in %s", shown)
                .isEmpty();
        assertThat((language == Language.ENGLISH ? HAN : LATIN)
                        .matcher(words)
                        .results()
                        .map(found -> found.group()))
                .as("words of the other language in %s", shown)
                .isEmpty();
    }

    private static String flat(String words) {
        return words.replaceAll("\\s+", " ").strip();
    }

    private String visible() {
        return visible(html);
    }

    /** What a reader sees of a page. */
    static String visible(String html) {
        return flat(HtmlUtils.htmlUnescape(
                html.replaceAll("(?s)<(style|title|head)[^>]*>.*?</\\1>", " ").replaceAll("(?s)<[^>]+>", " ")));
    }
}
