package io.fairwell.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Leads people whose password somebody else has set to the page where they choose their own, whatever they wanted. */
class FirstPassword extends OncePerRequestFilter {

    private final RequestMatcher programs;
    private final RequestMatcher open;
    private final RequestCache wanted;

    /**
     * @param programs addresses that scripts call, where a page would be no answer
     * @param open what can be had meanwhile
     */
    FirstPassword(RequestMatcher programs, RequestMatcher open, RequestCache wanted) {
        this.programs = programs;
        this.open = open;
        this.wanted = wanted;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        if (person == null || !PeopleAuthentication.hasToChooseAPassword(person) || open.matches(request)) {
            chain.doFilter(request, response);
        } else if (programs.matches(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            wanted.saveRequest(request, response);
            new DefaultRedirectStrategy().sendRedirect(request, response, PasswordPage.PATH);
        }
    }
}
