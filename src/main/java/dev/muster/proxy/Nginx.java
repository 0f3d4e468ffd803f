package dev.muster.proxy;

import dev.muster.common.Refused;
import dev.muster.host.Command;
import dev.muster.host.CommandListener;
import dev.muster.host.CommandResult;
import dev.muster.host.HostException;
import dev.muster.host.HostFiles;
import dev.muster.host.Hosts;
import dev.muster.host.Machine;
import dev.muster.plan.Host;
import dev.muster.plan.Proxy;
import dev.muster.plan.Service;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.StepContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The nginx that a step is about: its commands, its file and its processes on its host. */
record Nginx(Proxy proxy, Service service, String host, Machine machine, HostFiles files) {

    static final StepSetting PROXY = StepSetting.required("proxy", StepSetting.Kind.PROXY, "the proxy");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration RELOAD = Duration.ofSeconds(15);
    private static final int LARGEST_FILE = 256 * 1024;
    private static final String INCLUDED = "# configuration file ";

    static Nginx of(StepContext context, Hosts hosts) {
        String key = context.needSetting(PROXY.name());
        Proxy proxy = context.plan().proxy(key).orElseThrow(() -> new Refused("The plan has no proxy " + key));
        Service service = context.plan().needService(proxy.service());
        Host host = context.plan().needHost(service.host());
        return new Nginx(proxy, service, host.key(), hosts.machine(host), hosts.files(host));
    }

    Path file() {
        return Path.of(proxy.file());
    }

    /** Empty when there is no file. */
    Optional<String> present() {
        return files.facts(file()).isEmpty() ? Optional.empty() : Optional.of(text(file()));
    }

    String text(Path file) {
        return new String(files.read(file, LARGEST_FILE), StandardCharsets.UTF_8);
    }

    /** Where requests go by the file that stands there, or by the plan where another hand wrote it. */
    Route route() {
        return present().flatMap(Route::of).orElseGet(() -> Route.planned(proxy));
    }

    /** As the file that stands there: mode, and owner and group where the account may give files away. */
    void write(StepContext context, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Optional<HostFiles.Facts> facts = files.facts(file());
        int mode = facts.map(HostFiles.Facts::mode).orElse(0644);
        if (facts.isPresent()) {
            try {
                files.write(
                        file(),
                        bytes,
                        new HostFiles.Access(
                                mode, facts.get().owner(), facts.get().group()));
                return;
            } catch (HostException e) {
                context.log(file() + " cannot keep its owner " + facts.get().owner() + ":"
                        + facts.get().group() + " (" + e.getMessage() + ")");
            }
        }
        files.write(file(), bytes, new HostFiles.Access(mode, "", ""));
    }

    /** Nobody but the account itself needs to read it. */
    void writeCopy(Path copy, String text) {
        files.write(copy, text.getBytes(StandardCharsets.UTF_8), new HostFiles.Access(0600, "", ""));
    }

    List<String> testCommand() {
        return arguments("-t");
    }

    List<String> reloadCommand() {
        return arguments("-s", "reload");
    }

    /** For people. */
    String display(List<String> arguments) {
        return machine.display(Command.of(PATIENCE, arguments.toArray(String[]::new)));
    }

    /** @throws Refused with nginx's own words */
    void test(StepContext context) {
        CommandResult result = run(context, testCommand());
        if (!result.succeeded()) {
            throw new Refused("nginx does not take the configuration: " + result.tail());
        }
    }

    /**
     * Returns when no worker takes requests by the configuration before. The program itself only sends a signal: what
     * came of it shows in the workers alone.
     *
     * @throws Refused when nginx does not run, or stays with what it had
     */
    void reload(StepContext context) {
        List<String> before = workers(false);
        CommandResult result = run(context, reloadCommand());
        if (!result.succeeded()) {
            throw new Refused("nginx on " + host + " did not reload: " + result.tail());
        }
        long deadline = System.nanoTime() + RELOAD.toNanos();
        while (workers(false).stream().anyMatch(before::contains)) {
            if (System.nanoTime() > deadline) {
                throw new Refused("nginx on " + host + " was told to reload and still works by the configuration from"
                        + " before after " + RELOAD.toSeconds() + " s: its error log says why");
            }
            FileSwitch.pause();
        }
    }

    private CommandResult run(StepContext context, List<String> arguments) {
        context.command(display(arguments));
        return machine.run(new Command(arguments, context.processEnvironment(), null, PATIENCE), context::output);
    }

    /**
     * Whether nginx reads the file, by whatever links. Of its configuration only the names of files are kept: the rest may
     * hold secrets.
     */
    boolean includesFile() {
        Set<String> included = includedFiles();
        List<String> ends = new ArrayList<>(List.of("readlink", "-f", "--"));
        ends.addAll(included);
        return included.contains(proxy.file())
                || lines(ends).containsAll(lines(List.of("readlink", "-f", "--", proxy.file())));
    }

    private Set<String> includedFiles() {
        Set<String> included = java.util.Collections.synchronizedSet(new LinkedHashSet<>());
        CommandResult result =
                machine.run(Command.of(PATIENCE, arguments("-T").toArray(String[]::new)), (error, line) -> {
                    if (line.startsWith(INCLUDED) && line.endsWith(":")) {
                        included.add(line.substring(INCLUDED.length(), line.length() - 1));
                    }
                });
        if (!result.succeeded()) {
            throw new Refused("nginx does not take the configuration as it is now: " + result.tail());
        }
        return included;
    }

    /**
     * The process ids of its workers.
     *
     * @param ending those that take no new request and still serve what they had when nginx was reloaded; or the others
     */
    List<String> workers(boolean ending) {
        List<String> workers = new ArrayList<>();
        for (String line : lines(List.of("ps", "-o", "pid=,args=", "--ppid", master()))) {
            if (line.contains("worker process") && line.contains("is shutting down") == ending) {
                workers.add(line.strip().split(" ", 2)[0]);
            }
        }
        return List.copyOf(workers);
    }

    private String master() {
        Path pidFile = Path.of(proxy.nginx().pidFile());
        String master = files.facts(pidFile).isEmpty() ? "" : text(pidFile).strip();
        if (!master.matches("\\d{1,9}")) {
            throw new Refused("nginx on " + host + " does not run: " + pidFile + " names no process");
        }
        return master;
    }

    /** What nginx may call that server, as its own host resolves the name. */
    Set<String> places(Proxy.Server server) {
        Set<String> places = new LinkedHashSet<>(Set.of(NginxFile.place(server)));
        for (String line : lines(List.of("getent", "ahosts", server.address()))) {
            String address = line.strip().split("\\s+", 2)[0];
            places.add((address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + server.port());
        }
        return places;
    }

    /** Its answer's words for who answered, as a key of the plan where it is one. */
    String name(String answered) {
        String last = answered.substring(answered.lastIndexOf(' ') + 1);
        return proxy.upstream().servers().stream()
                .filter(it -> places(it).contains(last))
                .map(Proxy.Server::key)
                .findFirst()
                .orElse(last);
    }

    private List<String> lines(List<String> arguments) {
        List<String> lines = java.util.Collections.synchronizedList(new ArrayList<>());
        CommandListener listener = (error, line) -> {
            if (!error) {
                lines.add(line);
            }
        };
        // The exit code says only whether anything was found.
        CommandResult result = machine.run(Command.of(PATIENCE, arguments.toArray(String[]::new)), listener);
        if (result.exitCode() > 2) {
            throw new Refused(arguments.getFirst() + " on " + host + ": " + result.tail());
        }
        return List.copyOf(lines);
    }

    private List<String> arguments(String... what) {
        List<String> arguments = new ArrayList<>(List.of(proxy.nginx().program()));
        proxy.nginx().prefix().ifPresent(it -> arguments.addAll(List.of("-p", it)));
        proxy.nginx().configuration().ifPresent(it -> arguments.addAll(List.of("-c", it)));
        arguments.addAll(List.of(what));
        return arguments;
    }
}
