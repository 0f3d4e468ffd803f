package dev.muster.host;

import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.jspecify.annotations.Nullable;

/** What the plan says of a host's key, and what the host showed while one connection was made. */
final class PinnedHostKey {

    /** Stands in the context of a connection, for the verifier. */
    static final AttributeRepository.AttributeKey<PinnedHostKey> KEY = new AttributeRepository.AttributeKey<>();

    private final Optional<String> pinned;
    private volatile @Nullable PublicKey shown;

    PinnedHostKey(Optional<String> pinned) {
        this.pinned = pinned;
    }

    /** For every connection of a client: a connection without a pin is refused. */
    static ServerKeyVerifier verifier() {
        return PinnedHostKey::verify;
    }

    private static boolean verify(ClientSession session, SocketAddress address, PublicKey key) {
        AttributeRepository context = session.getConnectionContext();
        PinnedHostKey expected = context == null ? null : context.getAttribute(KEY);
        return expected != null && expected.accepts(key);
    }

    private boolean accepts(PublicKey key) {
        shown = key;
        return pinned.filter(fingerprint(key)::equals).isPresent();
    }

    boolean seen() {
        return shown != null;
    }

    /** Why the key was refused; empty when it was not. */
    Optional<String> refusal(String host) {
        PublicKey key = shown;
        if (key == null || accepts(key)) {
            return Optional.empty();
        }
        String has = KeyUtils.getKeyType(key) + " key " + fingerprint(key);
        return Optional.of(pinned.map(it -> "The key of " + host + " is not the one of the plan: the plan pins " + it
                        + ", the host showed the " + has
                        + ". Either the host was made anew or somebody stands between: compare it at the host itself"
                        + " (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), and only then change the plan")
                .orElseGet(() -> "The plan pins no key for " + host + ", so it is not trusted. It showed the " + has
                        + ". Compare it at the host itself (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), then"
                        + " write it into the plan as host-key"));
    }

    private static String fingerprint(PublicKey key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }
}
