package io.fairwell.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.ForwardedHeaderFilter;

/**
 * Where proxies are named, only these are believed. Lets the answer pass that says these headers cannot be read: reading
 * them once more would only empty it.
 */
class ForwardedHeaders extends ForwardedHeaderFilter {

    private final ForwardedHeaderFilter removal = new ForwardedHeaderFilter();
    private final ClientAddress addresses;

    ForwardedHeaders(ClientAddress addresses) {
        this.addresses = addresses;
        removal.setRemoveOnly(true);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean refused = request.getDispatcherType() == DispatcherType.ERROR
                && Integer.valueOf(HttpServletResponse.SC_BAD_REQUEST)
                        .equals(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
        if (refused) {
            chain.doFilter(request, response);
        } else if (addresses.isForged(request.getRemoteAddr())) {
            removal.doFilter(request, response, chain);
        } else {
            super.doFilterInternal(request, response, chain);
        }
    }
}
