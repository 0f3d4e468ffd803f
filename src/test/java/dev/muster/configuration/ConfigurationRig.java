package dev.muster.configuration;

import dev.muster.host.Hosts;
import dev.muster.plan.ConfigurationTree;
import dev.muster.plan.Host;
import dev.muster.plan.Plan;
import dev.muster.plan.Service;
import dev.muster.plan.ServiceReload;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.LooseContext;
import dev.muster.testing.SmallPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A real repository, a real directory and the real steps. */
final class ConfigurationRig implements AutoCloseable {

    static final List<String> STEPS =
            List.of("fetch-configuration", "stage-configuration", "install-configuration", "verify-configuration");

    final Path folder;
    final Path origin;
    final Path etc;
    final Path repository;
    private final Host host;
    boolean anyBranch;
    boolean services = true;
    private final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    private long runs = 40;

    ConfigurationRig(Path folder) throws IOException {
        this(folder, Host.local("here"), "");
    }

    /** @param owner of all that the rig makes; empty for ourselves */
    ConfigurationRig(Path folder, Host host, String owner) throws IOException {
        this.host = host;
        this.folder = folder;
        this.origin = Files.createDirectory(folder.resolve("origin"));
        this.etc = Files.createDirectory(folder.resolve("etc"));
        this.repository = folder.resolve("muster/etc.git");
        beans.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("muster.ssh-agent", "")));
        beans.scan("dev.muster.host", "dev.muster.application", "dev.muster.configuration");
        beans.refresh();
        git("init", "--quiet", "--initial-branch=main", ".");
        git("config", "user.email", "jane@example.org");
        git("config", "user.name", "Jane");
        script();
        if (!owner.isEmpty() && !owner.equals(System.getProperty("user.name"))) {
            done("chown", "-R", owner, folder.toString());
        }
        control().start();
    }

    /** Writes down what it reads when it starts. */
    private void script() throws IOException {
        Path script = folder.resolve("service");
        Files.writeString(
                script, "#!/bin/sh\ncat " + etc + "/app/app.conf >> " + folder + "/read 2>&1\nexec sleep 600\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(folder.resolve("read"));
    }

    dev.muster.host.ServiceControl control() {
        return beans.getBean(Hosts.class).control(host, plan().services().getFirst());
    }

    Plan plan() {
        Service service = new Service(
                "bdc",
                "BDC",
                Service.Tier.CRITICAL,
                "here",
                new Service.PlainProcess(
                        List.of(folder.resolve("service").toString()),
                        folder.toString(),
                        folder.resolve("pid").toString(),
                        folder.resolve("log").toString()),
                Optional.empty(),
                Optional.empty());
        ConfigurationTree tree = new ConfigurationTree(
                "etc",
                "Configuration",
                "here",
                etc.toString(),
                repository.toString(),
                origin.toString(),
                "main",
                anyBranch,
                List.of(
                        new ConfigurationTree.Part("app", Optional.empty(), Optional.empty(), Optional.empty()),
                        new ConfigurationTree.Part("secret", Optional.of(0640), Optional.empty(), Optional.empty())),
                services
                        ? List.of(new ServiceReload(
                                "bdc",
                                ServiceReload.How.RESTART,
                                List.of(
                                        "test",
                                        "!",
                                        "-e",
                                        etc.resolve("app/broken").toString())))
                        : List.of());
        return SmallPlan.of(
                Map.of("hosts", List.of(host), "services", List.of(service), "configurations", List.of(tree)));
    }

    LooseContext aRun(String commit) {
        return new LooseContext(++runs, plan()).with("configuration", "etc").given("commit", commit);
    }

    RecoveryStep step(String type) {
        return beans.getBeansOfType(RecoveryStep.class).values().stream()
                .filter(it -> it.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** Runs the steps that are not done yet until one is not done; its outcome. */
    StepOutcome restored(LooseContext run) {
        StepOutcome last = StepOutcome.failed("nothing ran");
        for (String type : STEPS) {
            if (!run.facts.containsKey("done " + type)) {
                last = step(type).run(run);
                if (!(last instanceof StepOutcome.Done)) {
                    return last;
                }
                run.facts.put("done " + type, "");
            }
        }
        return last;
    }

    StepOutcome back(LooseContext run) {
        StepOutcome last = StepOutcome.failed("nothing ran");
        for (String type : STEPS.reversed()) {
            if (!run.facts.containsKey("undone " + type)) {
                last = step(type).undo(run);
                run.facts.put("undone " + type, "");
            }
        }
        return last;
    }

    void write(Path root, String name, String text, String mode) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.setPosixFilePermissions(Files.writeString(file, text), PosixFilePermissions.fromString(mode));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void commits(String name, String text) {
        write(origin, name, text, "rw-r--r--");
    }

    String committed(String subject) {
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "-m", subject);
        return git("rev-parse", "HEAD");
    }

    String git(String... arguments) {
        List<String> all = new ArrayList<>(List.of("git", "-c", "safe.directory=*", "-C", origin.toString()));
        all.addAll(List.of(arguments));
        return done(all.toArray(String[]::new));
    }

    static String done(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(List.of(command) + ": " + said);
            }
            return said.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String live(String name) {
        try {
            return Files.readString(etc.resolve(name));
        } catch (IOException e) {
            return "(" + e.getClass().getSimpleName() + ")";
        }
    }

    /** What the service read, start by start. */
    String read() {
        try {
            return Files.readString(folder.resolve("read"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every path with content and mode, to see that nothing differs. */
    List<String> all() {
        try (Stream<Path> paths = Files.walk(etc)) {
            return paths.filter(it -> !it.toString().contains("/.muster-"))
                    .map(it -> etc.relativize(it) + " " + content(it))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path path) {
        try {
            if (Files.isSymbolicLink(path)) {
                return "-> " + Files.readSymbolicLink(path);
            }
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
                    + (Files.isDirectory(path) ? "" : " " + Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        control().stop();
        beans.close();
    }
}
