package io.fairwell.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

class HomePageTest {

    private static String page(boolean demo, Locale locale) throws Exception {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding("UTF-8");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        ThymeleafViewResolver views = new ThymeleafViewResolver();
        views.setTemplateEngine(engine);
        views.setCharacterEncoding("UTF-8");
        return MockMvcBuilders.standaloneSetup(new HomeController(demo))
                .setViewResolvers(views)
                .build()
                .perform(get("/").locale(locale))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void leadsEverywhere() throws Exception {
        assertThat(page(false, Locale.ENGLISH))
                .contains(
                        "lang=\"en\"",
                        "/camunda/app/tasklist/",
                        "/api/docs",
                        "/actuator/health",
                        "readable for the people")
                .doesNotContain("<script", "style=");
    }

    @Test
    void tellsOfTheDemoAndItsPeopleInTheDemoOnly() throws Exception {
        assertThat(page(true, Locale.ENGLISH)).contains("This is a demo", "/mailbox", "<code>supervisor</code>");
        assertThat(page(false, Locale.ENGLISH)).doesNotContain("demo", "/mailbox", "<code>", "password");
    }

    @Test
    void speaksChineseToChineseReadersAndEnglishToEverybodyElse() throws Exception {
        assertThat(page(true, Locale.CHINA)).contains("lang=\"zh-CN\"", "这是演示环境", "任务列表");
        assertThat(page(true, Locale.FRANCE)).isEqualTo(page(true, Locale.ENGLISH));
    }
}
