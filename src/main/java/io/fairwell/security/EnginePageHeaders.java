package io.fairwell.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Base64;
import java.util.regex.Pattern;
import org.camunda.bpm.webapp.impl.security.filter.headersec.provider.impl.ContentSecurityPolicyProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.security.crypto.keygen.BytesKeyGenerator;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The policy of the engine's web applications: only scripts of the page itself, known by a number used once, and what these
 * load. They have such a policy of their own, but keep the number for all requests at once, so that one page may get the
 * number of another and stays blank. Styles in attributes cannot be helped: diagrams and forms live on them.
 */
class EnginePageHeaders extends OncePerRequestFilter {

    private static final String POLICY = "default-src 'self'; script-src 'nonce-%s' 'strict-dynamic';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none';"
            + " base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    private static final String ATTRIBUTE = ContentSecurityPolicyProvider.ATTR_CSP_FILTER_NONCE;

    private final BytesKeyGenerator random = KeyGenerators.secureRandom(18);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String nonce = Base64.getUrlEncoder().encodeToString(random.generateKey());
        response.setHeader("Content-Security-Policy", POLICY.formatted(nonce));
        chain.doFilter(new Numbered(request, nonce), request.isSecure() ? new Secured(response) : response);
    }

    /** Where the applications look for the number. */
    private static final class Numbered extends HttpServletRequestWrapper {

        private final String nonce;

        Numbered(HttpServletRequest request, String nonce) {
            super(request);
            this.nonce = nonce;
        }

        @Override
        public ServletContext getServletContext() {
            ServletContext context = super.getServletContext();
            return (ServletContext) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {ServletContext.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("getAttribute") && ATTRIBUTE.equals(arguments[0])) {
                            return nonce;
                        }
                        try {
                            return method.invoke(context, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    /** Their cookie against forged requests, which they write as a header and always alike. */
    private static final class Secured extends HttpServletResponseWrapper {

        private static final Pattern SECURE = Pattern.compile("(?i);\\s*Secure");

        Secured(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addHeader(String name, String value) {
            boolean open = name.equalsIgnoreCase(HttpHeaders.SET_COOKIE)
                    && !SECURE.matcher(value).find();
            super.addHeader(name, open ? value + "; Secure" : value);
        }
    }
}
