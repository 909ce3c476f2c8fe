package io.fairwell.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;

/** Sends people on to the page they wanted, otherwise to where their group works. */
class AfterLogin extends SavedRequestAwareAuthenticationSuccessHandler {

    /** Who sees customers' data, and so the desk. */
    static final String[] DESK = {
        Groups.authority(Groups.SUPPORT), Groups.authority(Groups.SUPERVISORS), Groups.authority(Groups.ADMINISTRATORS)
    };

    AfterLogin(RequestCache requestCache) {
        setRequestCache(requestCache);
    }

    @Override
    protected String determineTargetUrl(
            HttpServletRequest request, HttpServletResponse response, Authentication person) {
        if (PeopleAuthentication.hasToChooseAPassword(person)) {
            return PasswordPage.PATH;
        }
        boolean worksAtDesk = person.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .anyMatch(List.of(DESK)::contains);
        return worksAtDesk ? "/desk" : "/camunda/app/welcome/default/";
    }
}
