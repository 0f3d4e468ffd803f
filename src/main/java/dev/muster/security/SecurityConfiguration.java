package dev.muster.security;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    SecurityFilterChain pages(HttpSecurity http, SignOut signOut, JooqAccounts accounts) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/css/**", "/js/**", "/img/**", "/aura/**", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/stream/**")
                        .authenticated())
                .headers(headers -> headers.withObjectPostProcessor(new Early())
                        .frameOptions(frames -> frames.deny())
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .contentSecurityPolicy(policy -> policy.policyDirectives(
                                "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'")))
                .with(VaadinSecurityConfigurer.vaadin(), vaadin -> vaadin.loginView("/login")
                        .addLogoutHandler(signOut)
                        // An address without a page is told by a page, not by an empty 403
                        .anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::authenticated))
                .addFilterBefore(new AccountStillValid(accounts), AuthorizationFilter.class)
                .build();
    }

    /**
     * Writes the headers before the answer. Spring Security writes them when an answer is committed, and misses the one
     * of the pages: they are a forward to Vaadin's servlet, whose end closes the answer beneath Spring's wrapper.
     */
    private static final class Early implements ObjectPostProcessor<HeaderWriterFilter> {

        @Override
        public <O extends HeaderWriterFilter> O postProcess(O filter) {
            filter.setShouldWriteHeadersEagerly(true);
            return filter;
        }
    }
}
