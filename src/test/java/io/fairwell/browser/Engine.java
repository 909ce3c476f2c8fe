package io.fairwell.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

/** What the engine tells the person who is signed in on a page of its web applications. */
final class Engine {

    private static final String CALL = """
            async ([method, path, body]) => {
              const token = document.cookie.match(/XSRF-TOKEN=([^;]+)/)[1];
              const answer = await fetch('/camunda/api/engine/engine/default' + path, {
                method, body, headers: {'Content-Type': 'application/json', 'X-XSRF-TOKEN': token}});
              if (!answer.ok) throw new Error(path + ' ' + answer.status);
              return answer.text();
            }""";

    private final Page page;

    private Engine(Page page) {
        this.page = page;
    }

    static Engine seenBy(Page page) {
        return new Engine(page);
    }

    /** All variables the case has or had, and everything the engine remembers of what forms sent. */
    String variables(String caseNumber) {
        String instances = get("/history/process-instance?maxResults=1&processInstanceBusinessKey=" + caseNumber);
        String instance = instances.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        assertThat(instance).isNotEmpty();
        return get("/history/variable-instance?includeDeleted=true&maxResults=500&processInstanceId=" + instance)
                + get("/history/detail?maxResults=500&processInstanceId=" + instance);
    }

    /** Moves the due date of the case's task to the past, as a supervisor may. */
    void makeOverdue(String caseNumber) {
        page.evaluate("""
                async ([number, call]) => {
                  const engine = eval(call);
                  const task = JSON.parse(await engine(['GET', '/task?maxResults=1&processInstanceBusinessKey=' + number]))[0];
                  const {name, description, priority, assignee, tenantId} = task;
                  const due = '2020-01-01T00:00:00.000+0000';
                  await engine(['PUT', '/task/' + task.id, JSON.stringify({name, description, priority, assignee, tenantId, due})]);
                }""", java.util.List.of(caseNumber, CALL));
    }

    private String get(String path) {
        return (String) page.evaluate(CALL, java.util.Arrays.asList("GET", path, null));
    }
}
