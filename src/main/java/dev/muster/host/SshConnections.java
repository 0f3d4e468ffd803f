package dev.muster.host;

import dev.muster.plan.Host;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/** The connections of this console, one for each host of a plan. */
final class SshConnections {

    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final Duration MOST_PATIENCE = Duration.ofHours(12);
    private static final int UNANSWERED = 3;

    private final Optional<Path> agent;
    private final Map<Host, SshConnection> connections = new ConcurrentHashMap<>();
    private @Nullable SshClient client;
    private boolean stopped;

    /** @param agent the socket of the SSH agent */
    SshConnections(Optional<Path> agent) {
        this.agent = agent;
    }

    SshConnection to(Host host, Host.Ssh ssh) {
        connections.entrySet().removeIf(it -> {
            boolean before = it.getKey().key().equals(host.key())
                    && !it.getKey().equals(host)
                    && it.getValue().unused();
            if (before) {
                it.getValue().close();
            }
            return before;
        });
        return connections.computeIfAbsent(host, it -> new SshConnection(this::client, it, ssh));
    }

    /** For good. */
    synchronized void close() {
        stopped = true;
        if (client != null) {
            client.stop();
            client = null;
        }
    }

    /** Empty once the console stops. */
    private synchronized Optional<SshClient> client() {
        if (stopped) {
            return Optional.empty();
        }
        if (client == null) {
            client = started();
        }
        return Optional.of(client);
    }

    /** It knows nothing but what the plan says: no files of the account that the console runs as. */
    private SshClient started() {
        SshClient made = SshClient.setUpDefaultClient();
        made.setServerKeyVerifier(PinnedHostKey.verifier());
        made.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        made.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        made.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        made.setAgentFactory(new AgentKeys(agent));
        // a host has several keys and shows the first kind of this list that it has: that one is pinned
        made.setSignatureFactories(List.of(
                BuiltinSignatures.ed25519,
                BuiltinSignatures.nistp256,
                BuiltinSignatures.nistp384,
                BuiltinSignatures.nistp521,
                BuiltinSignatures.rsaSHA512,
                BuiltinSignatures.rsaSHA256));
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(made, HEARTBEAT);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(made, UNANSWERED);
        // a command that takes its input slowly is left to its own time-out; a dead connection shows by the heartbeat
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(made, MOST_PATIENCE);
        CoreModuleProperties.IDLE_TIMEOUT.set(made, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(made, Duration.ZERO);
        made.start();
        return made;
    }
}
