package dev.muster.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.agent.local.AgentImpl;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;

/** Gives the agent's keys to the connections that are to use them, and no key to the others. Nothing is forwarded. */
final class AgentKeys implements SshAgentFactory {

    /** Stands in the context of a connection that signs in with the agent. */
    static final AttributeRepository.AttributeKey<Boolean> WANTED = new AttributeRepository.AttributeKey<>();

    private final Optional<Path> socket;

    AgentKeys(Optional<Path> socket) {
        this.socket = socket;
    }

    @Override
    public SshAgent createClient(Session session, FactoryManager manager) throws IOException {
        AttributeRepository context = session instanceof ClientSession ours ? ours.getConnectionContext() : null;
        if (context == null || !Boolean.TRUE.equals(context.getAttribute(WANTED))) {
            return new AgentImpl();
        }
        return new AgentSocket(socket.orElseThrow(
                () -> new IOException("the console has no SSH agent; SSH_AUTH_SOCK names its socket")));
    }

    @Override
    public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
        return List.of();
    }

    @Override
    public SshAgentServer createServer(ConnectionService service) throws IOException {
        throw new IOException("the agent is not forwarded");
    }
}
