package io.fairwell.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairwell.testing.RunningDemo;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What customers of a demo have received, read from the demo's own mailbox page. */
final class Mailbox {

    private static final Pattern ROW =
            Pattern.compile("data-kind=\"(\\w+)\".*?href=\"/mailbox/(\\d+)\"", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("(?<![\\w-])\\d{6}(?![\\w-])");

    private final RunningDemo demo;

    Mailbox(RunningDemo demo) {
        this.demo = demo;
    }

    /** Kinds of all letters of a case. */
    List<String> kinds(String caseNumber) {
        return rows(caseNumber).stream().map(row -> row.group(1)).toList();
    }

    /** The text of the letter of that kind, as soon as it is there. */
    String letter(String caseNumber, String kind) {
        AtomicReference<String> found = new AtomicReference<>("");
        await(kind + " for " + caseNumber).atMost(Cases.PATIENCE).untilAsserted(() -> {
            found.set(rows(caseNumber).stream()
                    .filter(row -> row.group(1).equals(kind))
                    .map(row -> row.group(2))
                    .findFirst()
                    .orElse(""));
            assertThat(found.get()).isNotEmpty();
        });
        String page = demo.get("/mailbox/" + found.get()).expect(200).body();
        return page.substring(page.indexOf("<pre"), page.indexOf("</pre>"));
    }

    /** The one-time code that was sent. */
    String code(String caseNumber) {
        return CODE.matcher(letter(caseNumber, "CODE"))
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
    }

    private List<MatchResult> rows(String caseNumber) {
        String page = demo.get("/mailbox?q=" + caseNumber).expect(200).body();
        return ROW.matcher(page).results().toList();
    }
}
