package dev.muster.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends the session of a person whose account was disabled or whose role changed since the sign-in. */
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
        if (session != null && authentication != null && authentication.isAuthenticated() && outdated(authentication)) {
            session.invalidate();
            SecurityContextHolder.clearContext();
        }
        chain.doFilter(request, response);
    }

    private boolean outdated(Authentication authentication) {
        try {
            Set<String> granted = new HashSet<>();
            authentication.getAuthorities().forEach(it -> granted.add(String.valueOf(it.getAuthority())));
            granted.removeIf(it -> !it.startsWith("ROLE_"));
            return accounts.find(authentication.getName())
                    .filter(Account::enabled)
                    .map(account -> {
                        Set<String> due = new HashSet<>();
                        PasswordSignIn.authorities(account.role()).forEach(it -> due.add(it.getAuthority()));
                        return !due.equals(granted);
                    })
                    .orElse(!authentication.getName().equals("anonymousUser"));
        } catch (DataAccessException e) {
            // Without the database the pages stay readable; each act asks again and fails by itself.
            return false;
        }
    }
}
