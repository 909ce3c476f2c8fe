package io.fairwell.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.Contact;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

class MailboxPagesTest extends NotificationTest {

    @Autowired
    private MailboxEntries entries;

    private MockMvc mvc;

    @BeforeEach
    void pages() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding("UTF-8");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        ThymeleafViewResolver views = new ThymeleafViewResolver();
        views.setTemplateEngine(engine);
        views.setCharacterEncoding("UTF-8");
        mvc = MockMvcBuilders.standaloneSetup(new MailboxController(entries, clock))
                .setViewResolvers(views)
                .build();
    }

    private ResultActions page(String address, Object... values) throws Exception {
        return mvc.perform(get(address, values).locale(Locale.ENGLISH)).andExpect(status().isOk());
    }

    @Test
    void listsNewestFirstAndSaysThatItIsTheDemo() throws Exception {
        CaseNumber number = aCase(mail("li@example.org"));
        send(number, LetterKind.RECEIPT, "start");
        clock.plus(Duration.ofMinutes(1));
        send(number, LetterKind.WITHDRAWN, "end");

        String html = page("/mailbox").andReturn().getResponse().getContentAsString();

        assertThat(html).contains("This is the demo", "li@example.org", number.value(), "on its way");
        assertThat(html.indexOf("is withdrawn")).isPositive().isLessThan(html.indexOf("Receipt:"));
        assertThat(html).doesNotContain("<script", "style=", "??", "null");
    }

    @Test
    void findsByRecipientAndByCaseNumber() throws Exception {
        CaseNumber one = aCase(mail("one@example.org"));
        CaseNumber two = aCase(mail("two@example.org"));
        send(one, LetterKind.RECEIPT, "start");
        send(two, LetterKind.RECEIPT, "start");

        page("/mailbox?q={q}", "ONE@")
                .andExpect(content().string(containsString(one.value())))
                .andExpect(content().string(not(containsString(two.value()))));
        page("/mailbox?q={q}", two.value())
                .andExpect(content().string(containsString("two@example.org")))
                .andExpect(content().string(not(containsString("one@example.org"))));
        page("/mailbox?q={q}", "%").andExpect(content().string(containsString("No messages.")));
        page("/mailbox?q={q}", "\"><script>alert(1)</script>")
                .andExpect(content().string(not(containsString("<script"))));
    }

    @Test
    void turnsPages() throws Exception {
        CaseNumber number = aCase(mail("li@example.org"));
        for (int i = 0; i <= MailboxController.PAGE_SIZE; i++) {
            send(number, LetterKind.RECEIPT, "step-" + i);
        }

        page("/mailbox")
                .andExpect(content().string(containsString("rel=\"next\"")))
                .andExpect(content().string(not(containsString("rel=\"prev\""))));
        page("/mailbox?page=1")
                .andExpect(content().string(containsString("rel=\"prev\"")))
                .andExpect(content().string(not(containsString("rel=\"next\""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "999999999999", "999999"})
    void survivesAnyPageNumber(String number) throws Exception {
        page("/mailbox?page={n}", number);
    }

    @Test
    void showsHeadersTextAndTheLetterInASandbox() throws Exception {
        CaseNumber number = aCase(new Contact("li@example.org", null, "<b>Li</b>"));
        send(number, LetterKind.RECEIPT, "start");
        OutboxMessage message = only(number);

        page("/mailbox/{id}", message.id())
                .andExpect(content().string(containsString("sandbox=\"allow-popups allow-popups-to-escape-sandbox\"")))
                .andExpect(content().string(containsString("src=\"/mailbox/" + message.id() + "/html\"")))
                .andExpect(content().string(containsString("&lt;b&gt;Li&lt;/b&gt;")))
                .andExpect(content()
                        .string(containsString(
                                message.messageId().replace("<", "&lt;").replace(">", "&gt;"))))
                .andExpect(content().string(not(containsString("<b>Li"))));
        page("/mailbox/{id}/html", message.id())
                .andExpect(header().string("Content-Security-Policy", containsString("default-src 'none'")))
                .andExpect(header().string("Content-Security-Policy", containsString("sandbox allow-popups")))
                .andExpect(content().string(containsString("target=\"_blank\"")))
                .andExpect(content().string(containsString("&lt;b&gt;Li")));
    }

    @Test
    void speaksChinese() throws Exception {
        CaseNumber number = aCase(Contact.NONE, "zh-CN");
        send(number, LetterKind.RECEIPT, "start");

        mvc.perform(get("/mailbox").locale(Locale.TRADITIONAL_CHINESE))
                .andExpect(content().string(containsString("lang=\"zh-CN\"")))
                .andExpect(content().string(containsString("这是演示环境")))
                .andExpect(content().string(containsString("未送达 (NO_CONTACT)")));
        mvc.perform(get("/mailbox/{id}", only(number).id()).locale(Locale.CHINA))
                .andExpect(content().string(containsString("纯文本")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/mailbox/999999999", "/mailbox/999999999/html", "/mailbox/x", "/mailbox/99999999999999999999"})
    void knowsNoOtherMessages(String address) throws Exception {
        mvc.perform(get(address)).andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fairwell.demo=false", "other=true"})
    void existsInTheDemoOnly(String property) {
        new ApplicationContextRunner()
                .withPropertyValues(property)
                .withBean(JdbcClient.class, () -> jdbc)
                .withUserConfiguration(MailboxController.class, MailboxEntries.class)
                .run(context -> assertThat(context)
                        .doesNotHaveBean(MailboxController.class)
                        .doesNotHaveBean(MailboxEntries.class));
    }
}
