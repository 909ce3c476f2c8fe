package io.fairwell.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Sessions that end elsewhere: the rest of a sign-out in Tasklist, and what the provider tells us has ended there. */
@Controller
@ConditionalOnProperty("fairwell.security.oidc.issuer")
class OidcLogoutController {

    /** Where a browser goes whose session has ended here, but not yet at the provider. */
    static final String LEAVE = "/login/leave";

    static final String BACK_CHANNEL = "/logout/back-channel";

    private static final Logger LOG = LoggerFactory.getLogger(OidcLogoutController.class);

    private final OidcLogout logout;
    private final OidcSession oidcSession;
    private final LogoutTokens logoutTokens;

    OidcLogoutController(OidcLogout logout, OidcSession oidcSession, LogoutTokens logoutTokens) {
        this.logout = logout;
        this.oidcSession = oidcSession;
        this.logoutTokens = logoutTokens;
    }

    @GetMapping(LEAVE)
    void leave(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession(false);
        Optional<String> idToken = Optional.empty();
        if (session != null && OidcSession.isEnding(session)) {
            idToken = oidcSession.endingIdToken(session);
            session.invalidate();
        }
        logout.goOn(request, response, idToken);
    }

    /** Back-channel logout 1.0: from the provider itself, without cookie; the token is signed. */
    @PostMapping(BACK_CHANNEL)
    ResponseEntity<Map<String, String>> endedElsewhere(@RequestParam("logout_token") String token) {
        try {
            logoutTokens.endSessions(token);
            return ResponseEntity.ok().cacheControl(CacheControl.noStore()).build();
        } catch (JwtException e) {
            LOG.warn("A logout token is refused: {}", e.getMessage());
            return answer(HttpStatus.BAD_REQUEST, "invalid_request");
        } catch (IssuerAway e) {
            LOG.warn("A logout token cannot be checked: {}", e.getMessage());
            return answer(HttpStatus.SERVICE_UNAVAILABLE, "temporarily_unavailable");
        }
    }

    private static ResponseEntity<Map<String, String>> answer(HttpStatus status, String error) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("error", error));
    }
}
