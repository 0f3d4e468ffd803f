package dev.muster.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/** Tells the audit log that somebody signed out. */
@Component
class SignOut implements LogoutHandler {

    private final JooqAccounts accounts;
    private final ApplicationEventPublisher events;

    SignOut(JooqAccounts accounts, ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.events = events;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (authentication == null) {
            return;
        }
        accounts.find(authentication.getName())
                .map(it -> new Actor(it.login(), it.name(), it.role(), request.getRemoteAddr()))
                .ifPresent(it ->
                        events.publishEvent(new AccountActed(it, "sign-out", it.login(), null, null, "done", false)));
    }
}
