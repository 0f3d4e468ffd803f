package dev.muster.host;

import dev.muster.plan.Host;
import dev.muster.plan.PlanException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** The one connection to a host: made when it is needed, kept, and made anew when it was lost. */
final class SshConnection {

    // together what OpenSSH allows on one connection unless it is told otherwise
    private static final int COMMANDS = 8;
    private static final int ENDINGS = 2;
    private static final Duration LEAST_PATIENCE = Duration.ofMillis(100);

    private final Supplier<Optional<SshClient>> client;
    private final Host host;
    private final Host.Ssh ssh;
    private final Semaphore commands = new Semaphore(COMMANDS, true);
    private final Semaphore endings = new Semaphore(ENDINGS, true);
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable ClientSession current;

    SshConnection(Supplier<Optional<SshClient>> client, Host host, Host.Ssh ssh) {
        this.client = client;
        this.host = host;
        this.ssh = ssh;
    }

    String name() {
        return host.key() + " (" + host.address() + ":" + ssh.port() + ")";
    }

    /** Waits until there is room for a command on the connection. */
    <T> T command(Duration patience, Supplier<T> work) {
        return within(commands, patience, work);
    }

    /** Has room of its own, so that commands can always be ended. */
    <T> T ending(Duration patience, Supplier<T> work) {
        return within(endings, patience, work);
    }

    /** Whether the console stops: there will be no connection any more. */
    boolean over() {
        return client.get().isEmpty();
    }

    boolean unused() {
        return commands.availablePermits() == COMMANDS && endings.availablePermits() == ENDINGS;
    }

    void close() {
        ClientSession session = current;
        if (session != null) {
            session.close(true);
        }
    }

    private <T> T within(Semaphore room, Duration patience, Supplier<T> work) {
        try {
            if (!room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new HostException("Too many commands run on " + name() + " at once; waited "
                        + patience.toSeconds() + " s for one of them to end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException("interrupted while waiting for " + name(), e);
        }
        try {
            return work.get();
        } finally {
            room.release();
        }
    }

    /**
     * Signed in, as far as is known.
     *
     * @throws HostException with the reason when it cannot be made
     */
    ClientSession session() {
        connecting.lock();
        try {
            ClientSession session = current;
            if (session == null || !session.isOpen()) {
                session = connect();
                current = session;
            }
            return session;
        } finally {
            connecting.unlock();
        }
    }

    private ClientSession connect() {
        SshClient open = client.get().orElseThrow(() -> new HostException("the console is stopping"));
        List<KeyPair> keys = ssh.login() instanceof Host.KeyFile file ? keys(file) : List.of();
        PinnedHostKey key = new PinnedHostKey(ssh.hostKey());
        ClientSession session = null;
        long begun = System.nanoTime();
        try {
            session = open.connect(ssh.user(), host.address(), ssh.port(), context(key))
                    .verify(ssh.connectTimeout())
                    .getSession();
            keys.forEach(session::addPublicKeyIdentity);
            Duration left = ssh.connectTimeout().minusNanos(System.nanoTime() - begun);
            session.auth().verify(left.isPositive() ? left : LEAST_PATIENCE);
            return session;
        } catch (IOException | RuntimeException e) {
            if (session != null) {
                session.close(true);
            }
            throw new HostException(reason(key, e), e);
        }
    }

    private AttributeRepository context(PinnedHostKey key) {
        return AttributeRepository.ofAttributesMap(
                Map.of(PinnedHostKey.KEY, key, AgentKeys.WANTED, ssh.login() instanceof Host.Agent));
    }

    private List<KeyPair> keys(Host.KeyFile file) {
        String name = "The private key " + file.path() + " of host " + host.key();
        try (InputStream stream = Files.newInputStream(Path.of(file.path()))) {
            String passphrase = file.passphrase().reveal();
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    null,
                    NamedResource.ofName(file.path()),
                    stream,
                    passphrase.isEmpty() ? FilePasswordProvider.EMPTY : FilePasswordProvider.of(passphrase));
            List<KeyPair> keys = new ArrayList<>();
            if (pairs != null) {
                pairs.forEach(keys::add);
            }
            if (keys.isEmpty()) {
                throw new HostException(name + " cannot be used: the file holds no private key");
            }
            return keys;
        } catch (IOException | GeneralSecurityException e) {
            throw new HostException(
                    name + " cannot be read: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
        } catch (PlanException e) {
            throw new HostException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private String reason(PinnedHostKey key, Exception e) {
        return key.refusal(name()).orElseGet(() -> {
            if (key.seen()) {
                return isCausedBy(e, TimeoutException.class)
                        ? name() + " did not finish the sign-in within "
                                + ssh.connectTimeout().toSeconds() + " s"
                        : name() + " lets " + ssh.user() + " not in with " + login() + ": " + e.getMessage();
            }
            return name() + " cannot be reached: " + obstacle(e);
        });
    }

    private String obstacle(Exception e) {
        if (isCausedBy(e, UnresolvedAddressException.class)) {
            return "the name " + host.address() + " is not known";
        }
        if (isCausedBy(e, TimeoutException.class)) {
            return "no SSH server answered within " + ssh.connectTimeout().toSeconds() + " s";
        }
        if (isCausedBy(e, ConnectException.class) || isCausedBy(e, NoRouteToHostException.class)) {
            return "the connection was refused, or no way leads there";
        }
        return String.valueOf(e.getMessage());
    }

    private String login() {
        return switch (ssh.login()) {
            case Host.KeyFile file -> "the key " + file.path();
            case Host.Agent agent -> "a key of the agent";
        };
    }

    private static boolean isCausedBy(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
