package io.fairwell.security;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Lets each page say that this is the demo: template {@code demo}, fragment {@code notice}. */
@Configuration(proxyBeanMethods = false)
class DemoNotice {

    @Bean
    SmartInitializingSingleton demoNoticeOnPages(
            ThymeleafViewResolver pages, @Value("${fairwell.demo:false}") boolean demo) {
        return () -> pages.addStaticVariable("demoNotice", demo);
    }
}
