package dev.muster.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends the session of a person whose account was disabled, or whose role or password changed since the sign-in. */
class AccountStillValid extends OncePerRequestFilter {

    private final JooqAccounts accounts;

    AccountStillValid(JooqAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        HttpSession session = request.getSession(false);
        if (session != null
                && authentication != null
                && authentication.getPrincipal() instanceof SignedIn person
                && outdated(person)) {
            session.invalidate();
            SecurityContextHolder.clearContext();
        }
        chain.doFilter(request, response);
    }

    private boolean outdated(SignedIn person) {
        try {
            return accounts.find(person.getUsername()).filter(person::isStill).isEmpty();
        } catch (DataAccessException e) {
            // Without the database the pages stay readable; each act asks again and fails by itself.
            return false;
        }
    }
}
