package io.fairwell.security;

import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What a session remembers of a sign-in at the provider, which signing out needs: the provider's own session, and the ID
 * token, sealed because it carries name and mail address. Plain texts, so that nothing new is ever deserialized.
 */
@Component
class OidcSession {

    static final String SID = "fairwell.oidc.sid";
    private static final String ID_TOKEN = "fairwell.oidc.id-token";
    /** What is left of a session that has ended here, and has yet to end at the provider. */
    private static final String ENDING = "fairwell.oidc.ending";

    private final Seal seal;

    OidcSession(Seal seal) {
        this.seal = seal;
    }

    void begin(HttpSession session, String idToken, Optional<String> sid) {
        session.setAttribute(ID_TOKEN, close(idToken));
        sid.ifPresent(value -> session.setAttribute(SID, value));
    }

    /** The ID token of a session that began at the provider. */
    Optional<String> idToken(HttpSession session) {
        return Optional.ofNullable((String) session.getAttribute(ID_TOKEN)).map(this::open);
    }

    /**
     * Nobody is signed in with this session any more; the next page leads to the provider.
     *
     * @return false where the session did not begin at the provider
     */
    static boolean leaveEnding(HttpSession session) {
        Object idToken = session.getAttribute(ID_TOKEN);
        if (idToken == null) {
            return false;
        }
        Collections.list(session.getAttributeNames()).forEach(session::removeAttribute);
        session.setAttribute(ENDING, idToken);
        return true;
    }

    /** Somebody the provider knows and we do not want: they have a session there that they may wish to end. */
    void refuse(HttpSession session, String idToken) {
        session.setAttribute(ENDING, close(idToken));
    }

    static boolean isEnding(HttpSession session) {
        return session.getAttribute(ENDING) != null;
    }

    Optional<String> endingIdToken(HttpSession session) {
        return Optional.ofNullable((String) session.getAttribute(ENDING)).map(this::open);
    }

    private String close(String idToken) {
        Seal.Sealed sealed = seal.close(idToken.getBytes(StandardCharsets.UTF_8));
        return sealed.salt() + ":" + Base64.getEncoder().encodeToString(sealed.content());
    }

    private String open(String stored) {
        String[] parts = stored.split(":", 2);
        byte[] idToken = seal.open(new Seal.Sealed(parts[0], Base64.getDecoder().decode(parts[1])));
        return new String(idToken, StandardCharsets.UTF_8);
    }
}
