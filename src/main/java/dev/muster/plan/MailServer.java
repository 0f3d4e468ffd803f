package dev.muster.plan;

import java.util.Optional;

/**
 * A server that takes mails for others (SMTP).
 *
 * @param from the address of the sender
 * @param user empty when it asks for no sign-in
 */
public record MailServer(
        String host, int port, Encryption encryption, String from, Optional<String> user, Secret password) {

    /** How the way to it is hidden from others. */
    public enum Encryption {
        /** Not at all: for a server on this machine. */
        NONE,
        /** Asked for after the connection stands, and nothing is sent when the server cannot. */
        STARTTLS,
        /** From the first byte. */
        TLS
    }
}
