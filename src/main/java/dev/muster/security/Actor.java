package dev.muster.security;

/**
 * Who acts, and from where.
 *
 * @param login the account's login, or {@code system:<part>} for the console itself
 * @param origin the address of the browser, or {@code console}
 */
public record Actor(String login, String name, Role role, String origin) {

    /** The console acting by itself, for example the scheduler. */
    public static Actor console(String part) {
        return new Actor("system:" + part, "Muster", Role.ADMIN, "console");
    }
}
