package io.fairwell.security;

import io.fairwell.security.SignInRefused.Reason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** A sign-in at the provider that came to nothing: the login page says why, the log says it to the operator. */
class OidcRefusals implements AuthenticationFailureHandler {

    private static final Logger LOG = LoggerFactory.getLogger(OidcRefusals.class);

    /** Error codes of the protocol, and of Spring Security's part in it. */
    private static final Map<String, Reason> BY_CODE = Map.of(
            "access_denied", Reason.CANCELLED,
            "login_required", Reason.CANCELLED,
            "temporarily_unavailable", Reason.AWAY,
            "server_error", Reason.AWAY,
            "authorization_request_not_found", Reason.STALE,
            "invalid_request", Reason.STALE,
            "invalid_state_parameter", Reason.STALE,
            "invalid_nonce", Reason.STALE);

    private final OidcProperties properties;

    OidcRefusals(OidcProperties properties) {
        this.properties = properties;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        Reason reason = reason(refused);
        switch (reason) {
            case AWAY, BROKEN ->
                LOG.warn(
                        "Nobody can sign in at the moment, {} is {}: {}",
                        properties.issuer(),
                        reason == Reason.AWAY ? "away" : "not what our settings say",
                        chain(refused));
            default -> LOG.info("Sign-in at {} refused: {}", properties.issuer(), reason);
        }
        new DefaultRedirectStrategy().sendRedirect(request, response, "/login?refused=" + reason.slug());
    }

    static Reason reason(AuthenticationException refused) {
        if (refused instanceof SignInRefused ours) {
            return ours.reason();
        }
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof IssuerAway) {
                return Reason.AWAY;
            }
        }
        return refused instanceof OAuth2AuthenticationException protocol
                ? BY_CODE.getOrDefault(protocol.getError().getErrorCode(), Reason.BROKEN)
                : Reason.BROKEN;
    }

    private static String chain(@Nullable Throwable refused) {
        var text = new StringBuilder();
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            text.append(text.isEmpty() ? "" : " < ").append(cause.getMessage());
        }
        return text.toString().replaceAll("\\p{Cntrl}", " ");
    }
}
