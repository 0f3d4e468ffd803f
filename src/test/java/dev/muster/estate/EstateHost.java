package dev.muster.estate;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import dev.muster.practice.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** One machine of the estate: a container whose first process is systemd, with sshd and an account {@code muster}. */
public final class EstateHost {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final String address;
    private final GenericContainer<?> container;

    /** How a command on the machine ended. */
    public record Answer(int exitCode, String output, String error) {

        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /**
     * @param names every machine of the network by name
     * @param key the public key that is let in
     */
    EstateHost(String name, String image, EstateNetwork network, Map<String, String> names, String key) {
        this.name = name;
        this.address = Objects.requireNonNull(names.get(name));
        container = new GenericContainer<>(DockerImageName.parse(image))
                .withImagePullPolicy(it -> false)
                .withNetwork(network.network())
                .withLabel(
                        EstateEngine.LABEL,
                        Long.toString(ProcessHandle.current().pid()))
                .withTmpFs(Map.of("/run", "rw,exec", "/run/lock", "rw", "/tmp", "rw,exec"))
                .withCopyToContainer(Transferable.of(key, 0644), "/etc/ssh/authorized/muster")
                .withCreateContainerCmdModifier(this::asMachine);
        names.forEach(container::withExtraHost);
    }

    private void asMachine(CreateContainerCmd command) {
        HostConfig host = Objects.requireNonNull(command.getHostConfig());
        AccessMode groups = EstateEngine.hasUnifiedGroups() ? AccessMode.rw : AccessMode.ro;
        // Not by withFileSystemBind, which first tries out an image of a registry
        host.withBinds(new Bind("/sys/fs/cgroup", new Volume("/sys/fs/cgroup"), groups))
                .withSecurityOpts(List.of("seccomp=unconfined"))
                .withCgroupnsMode("host");
        command.withHostName(name).withIpv4Address(address);
    }

    /** Puts a file there before the start. */
    EstateHost with(String file, String content) {
        container.withCopyToContainer(Transferable.of(content, 0600), file);
        return this;
    }

    void start() {
        container.start();
        comesUp();
    }

    void remove() {
        container.stop();
    }

    public String name() {
        return name;
    }

    /** The same for the console and for the other machines. */
    public String address() {
        return address;
    }

    /** Of its host key, as a plan pins it. */
    public String fingerprint() {
        return run("ssh-keygen", "-l", "-f", "/etc/ssh/ssh_host_ed25519_key.pub")
                .split(" ")[1];
    }

    /** As root, past SSH. Its output. */
    public String run(String... command) {
        Answer answer = ask(command);
        if (!answer.succeeded()) {
            throw new IllegalStateException(name + ": " + List.of(command) + " ended with " + answer.exitCode() + ": "
                    + answer.output() + answer.error());
        }
        return answer.output().strip();
    }

    /** As root, past SSH, however it ends. */
    public Answer ask(String... command) {
        try {
            var result = container.execInContainer(command);
            return new Answer(result.getExitCode(), result.getStdout(), result.getStderr());
        } catch (IOException e) {
            throw new IllegalStateException(name + " runs nothing: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " ran a command", e);
        }
    }

    /** A small script of a test, as root. */
    public String shell(String script) {
        return run("/bin/sh", "-euc", script);
    }

    /** Writes a file anew, owned by root. */
    public void write(String file, String content, int mode) {
        container.copyFileToContainer(Transferable.of(content, mode), file);
    }

    public boolean active(String unit) {
        return ask("systemctl", "is-active", "--quiet", unit).succeeded();
    }

    /** Everything on it stands still until {@link #thaw}: nobody answers and no connection is closed. */
    public void freeze() {
        EstateEngine.client().pauseContainerCmd(container.getContainerId()).exec();
    }

    public void thaw() {
        if (Boolean.TRUE.equals(container.getCurrentContainerInfo().getState().getPaused())) {
            EstateEngine.client()
                    .unpauseContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    /** As when somebody pulls the plug. */
    public void cutPower() {
        EstateEngine.client().killContainerCmd(container.getContainerId()).exec();
        Waiting.until(PATIENCE, name + " is off", () -> !container.isRunning());
    }

    /** Switches it on, when it is off, and returns when it is up. */
    public void powerOn() {
        if (!container.isRunning()) {
            EstateEngine.client().startContainerCmd(container.getContainerId()).exec();
        }
        comesUp();
    }

    /** A unit that failed counts as up: what a test is about is said by its own checks. */
    private void comesUp() {
        Waiting.until(PATIENCE, name + " is up", () -> List.of("running", "degraded")
                .contains(ask("systemctl", "is-system-running").output().strip()));
    }
}
