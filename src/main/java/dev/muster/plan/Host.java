package dev.muster.plan;

import java.time.Duration;
import java.util.Optional;

/** A machine that the plan touches. */
public record Host(String key, String address, Reach reach) {

    /** The machine that the console runs on. */
    public static Host local(String key) {
        return new Host(key, "localhost", new Local());
    }

    /** How to reach it. */
    public sealed interface Reach {}

    /** It is the console's own machine. */
    public record Local() implements Reach {}

    /**
     * Over SSH.
     *
     * @param hostKey the fingerprint of its key, such as {@code SHA256:…}; empty as long as nobody pinned one, and then
     *     every connection is refused
     * @param sudo whether commands run through {@code sudo -n}
     * @param connectTimeout from the first packet to the end of the sign-in
     */
    public record Ssh(
            int port, String user, Login login, Optional<String> hostKey, boolean sudo, Duration connectTimeout)
            implements Reach {}

    /** What the console signs in with. */
    public sealed interface Login {}

    /**
     * A private key in a file.
     *
     * @param passphrase {@link Secret#NONE} for a key without one
     */
    public record KeyFile(String path, Secret passphrase) implements Login {}

    /** The keys of the console's SSH agent. */
    public record Agent() implements Login {}
}
