package io.fairwell.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseFile;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseNotFound;
import io.fairwell.cancellation.Contact;
import io.fairwell.dispute.Disputes;
import io.fairwell.identity.Verification;
import io.fairwell.notification.CaseLinks;
import io.fairwell.notification.LetterLog;
import io.fairwell.privacy.Retention;
import io.fairwell.security.CurrentPerson;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.terms.CaseDecisions;
import io.fairwell.terms.CaseStatements;
import io.fairwell.terms.Formula;
import io.fairwell.terms.QuoteTexts;
import io.fairwell.terms.Quotes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;

/** The pages alone: rendered for real, with everything behind them played by mocks. */
@WebMvcTest(
        // Nobody connects to it: naming a database keeps the embedded one from being started.
        properties = {
            "spring.datasource.url=jdbc:postgresql://localhost/none",
            "fairwell.secret=a-secret-for-tests-only-0123456789abcdef"
        })
@ContextConfiguration(classes = PageTest.Pages.class)
@WithMockUser("agent")
abstract class PageTest {

    static final String TOKEN = "token-1";

    @Autowired
    MockMvc mvc;

    @MockitoBean
    CancellationCases cases;

    @MockitoBean
    CaseFiles files;

    @MockitoBean
    Cancellations cancellations;

    @MockitoBean
    Disputes disputes;

    @MockitoBean
    Retention retention;

    @MockitoBean
    Verification verification;

    @MockitoBean
    Subscriptions subscriptions;

    @MockitoBean
    Quotes quotes;

    @MockitoBean
    QuoteTexts quoteTexts;

    @MockitoBean
    CaseDecisions decisions;

    @MockitoBean
    LetterLog letters;

    @MockitoBean
    CaseLinks links;

    @MockitoBean
    CaseList list;

    @MockitoBean
    CurrentPerson person;

    /** Not a stereotype, so that no other test finds it when it scans for components. */
    @Import({
        CasePage.class,
        DeskPage.class,
        WithoutTenant.class,
        CustomerPage.class,
        CustomerActions.class,
        CustomerDispute.class,
        CustomerFormErrors.class,
        CustomerPages.class,
        CaseSheets.class,
        CaseStatements.class,
        CustomerSheets.class,
        CustomerDuties.class,
        Dictionary.class
    })
    static class Pages {
        @Bean
        Clock clock() {
            return Clock.fixed(Samples.NOW, ZoneOffset.UTC);
        }
    }

    @BeforeEach
    void neighbours() {
        when(person.tenantId()).thenReturn("main");
        when(person.userId()).thenReturn("agent");
        when(person.groups()).thenReturn(Set.of("support"));
        when(cases.get(any(), any())).thenThrow(new CaseNotFound("?"));
        when(files.get(any()))
                .thenReturn(new CaseFile(new Contact("a@example.org", "+8613800138000", "Li Lei"), null, null, null));
        when(subscriptions.find("main", "sub-1")).thenReturn(Optional.of(Samples.subscription()));
        when(quotes.get("main", "q-1")).thenReturn(Optional.of(Samples.quote()));
        when(quoteTexts.formula(any(), any())).thenAnswer(call -> {
            Formula formula = call.getArgument(0);
            return switch (formula.key()) {
                case "base" -> "108.00 × 8 ÷ 12";
                case "fee" -> "50.00";
                default -> formula.key() + formula.arguments();
            };
        });
        when(quoteTexts.impact(any(), any()))
                .thenAnswer(call -> call.getArgument(1, Locale.class).equals(Locale.ENGLISH)
                        ? "1200 points are lost"
                        : "1200 积分将清零");
        when(quoteTexts.lines(any(), any())).thenCallRealMethod();
        when(quoteTexts.line(any(), any()))
                .thenAnswer(call -> "line " + call.getArgument(0).toString());
        when(quoteTexts.method(any(), any())).thenAnswer(call -> "method " + call.getArgument(0));
        when(quoteTexts.legalBasis(any(), any())).thenReturn("Civil Code art. 496");
    }

    void given(CancellationCase shown) {
        org.mockito.Mockito.doReturn(shown).when(cases).get("main", Samples.NUMBER.value());
        when(cases.find("main", Samples.NUMBER.value())).thenReturn(Optional.of(shown));
        when(cases.find(Samples.NUMBER)).thenReturn(Optional.of(shown));
        when(links.resolve(TOKEN)).thenReturn(Optional.of(Samples.NUMBER));
    }

    /** Renders a page and keeps it where a person can look at it. */
    String page(String name, int status, RequestBuilder request) throws Exception {
        MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
        assertThat(response.getStatus()).isEqualTo(status);
        String html = response.getContentAsString(StandardCharsets.UTF_8);
        assertThat(html).doesNotContain("??", "${", "th:text");
        keep(name, html);
        return html;
    }

    private static void keep(String name, String html) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "pages"));
        Files.writeString(
                folder.resolve(name + ".html"), html.replace("href=\"/assets/", "href=\"../classes/static/assets/"));
    }
}
