package io.fairwell.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.fairwell.testing.RunningDemo;

/** What the engine keeps about a case, and what the person who is signed in on a page may do there. */
final class Engine {

    private final Page page;

    private Engine(Page page) {
        this.page = page;
    }

    static Engine seenBy(Page page) {
        return new Engine(page);
    }

    /** All variables the case has or had, and everything the engine remembers of what forms sent. */
    static String variables(String caseNumber) {
        String instance = RunningDemo.shared()
                .text("SELECT id_ FROM act_hi_procinst WHERE business_key_ = '%s'".formatted(caseNumber));
        assertThat(instance).isNotEmpty();
        return RunningDemo.shared().text("""
                SELECT (SELECT string_agg(to_jsonb(v)::text, ' ') FROM act_hi_varinst v WHERE proc_inst_id_ = '%1$s')
                  || coalesce((SELECT string_agg(to_jsonb(d)::text, ' ') FROM act_hi_detail d WHERE proc_inst_id_ = '%1$s'), '')
                """.formatted(instance));
    }

    /** Moves the due date of the case's task to the past, as a supervisor may. */
    void makeOverdue(String caseNumber) {
        page.evaluate("""
                async number => {
                  const token = document.cookie.match(/XSRF-TOKEN=([^;]+)/)[1];
                  const call = async (method, path, body) => {
                    const answer = await fetch('/camunda/api/engine/engine/default' + path, {
                      method, body, headers: {'Content-Type': 'application/json', 'X-XSRF-TOKEN': token}});
                    if (!answer.ok) throw new Error(path + ' ' + answer.status);
                    return answer.text();
                  };
                  const task = JSON.parse(await call('GET', '/task?maxResults=1&processInstanceBusinessKey=' + number))[0];
                  const {name, description, priority, assignee, tenantId} = task;
                  const due = '2020-01-01T00:00:00.000+0000';
                  await call('PUT', '/task/' + task.id, JSON.stringify({name, description, priority, assignee, tenantId, due}));
                }""", caseNumber);
    }
}
