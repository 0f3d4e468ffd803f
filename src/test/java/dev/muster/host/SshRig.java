package dev.muster.host;

import dev.muster.plan.Host;
import dev.muster.plan.Secret;
import dev.muster.plan.Service;
import dev.muster.practice.SshServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real SSH server and the console's side of it. */
final class SshRig implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    final SshServer server = SshServer.started();
    private PlanHosts hosts = new PlanHosts("");

    Machine machine() {
        return hosts.machine(host());
    }

    Machine machine(Host host) {
        return hosts.machine(host);
    }

    HostFiles files() {
        return files(host());
    }

    HostFiles files(Host host) {
        return hosts.files(host);
    }

    /** As if the line were cut: the server's side notices, the console's does. */
    void killSessions() {
        server.sessions().forEach(SshRig::killWithSessions);
    }

    ServiceControl control(Service.PlainProcess process) {
        return hosts.control(
                host(),
                new Service("app", "App", Service.Tier.CRITICAL, "app1", process, Optional.empty(), Optional.empty()));
    }

    /** The host as a plan has it: the server's key is pinned. */
    Host host() {
        return host(server.userKey(), Optional.of(server.fingerprint()));
    }

    Host host(Path key, Optional<String> hostKey) {
        return host(new Host.KeyFile(key.toString(), Secret.NONE), hostKey, false);
    }

    Host host(Host.Login login, Optional<String> hostKey, boolean sudo) {
        return new Host(
                "app1",
                "127.0.0.1",
                new Host.Ssh(server.port(), server.user(), login, hostKey, sudo, Duration.ofSeconds(5)));
    }

    /** A console that has just been started. */
    void newConsole(String agent) {
        hosts.destroy();
        hosts = new PlanHosts(agent);
    }

    static Command command(String... arguments) {
        return Command.of(PATIENCE, arguments);
    }

    static Command shell(String script) {
        return command("/bin/sh", "-c", script);
    }

    List<String> output(String... arguments) {
        Lines lines = new Lines();
        CommandResult result = machine().run(command(arguments), lines);
        if (!result.succeeded()) {
            throw new AssertionError(result);
        }
        return lines.output();
    }

    @Override
    public void close() {
        hosts.destroy();
        server.close();
    }

    /** One connection is served by one or two processes of that name, and the commands are their children. */
    static Stream<ProcessHandle> sshds(ProcessHandle session) {
        return Stream.concat(Stream.of(session), session.descendants().filter(it -> it.info()
                .command()
                .filter(name -> name.contains("sshd"))
                .isPresent()));
    }

    static void killWithSessions(ProcessHandle session) {
        sshds(session).toList().forEach(ProcessHandle::destroyForcibly);
    }

    static void signal(String name, List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }
}
