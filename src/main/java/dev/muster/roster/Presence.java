package dev.muster.roster;

/** Hears that somebody is here. */
public interface Presence {

    /** Called as often as it happens; costs a write at most every 15 seconds, and nothing when the login is unknown. */
    void seen(String login);
}
